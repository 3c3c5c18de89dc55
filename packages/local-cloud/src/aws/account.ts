/** Everything local lives in one account and one region; the templates' pseudo parameters resolve to the same values. */
export const ACCOUNT_ID = '000000000000';
export const REGION = 'us-east-1';

/** `arn:aws:<service>:us-east-1:000000000000:<resource>`. */
export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${resource}`;
}

/** The last part of an ARN or of a path: the name of a queue, a bus, a machine. */
export function resourceName(arnOrName: string): string {
  return arnOrName.slice(Math.max(arnOrName.lastIndexOf(':'), arnOrName.lastIndexOf('/')) + 1);
}
