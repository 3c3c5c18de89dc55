import type { IamOptions } from './iam.ts';
import { UsageLog } from './usage-log.ts';

/**
 * What the environment asks of the judge, for `npm run check:iam`: TRADEWIND_IAM_USAGE names a file that records which
 * statements were needed, TRADEWIND_IAM_WITHOUT what to leave out, separated by commas: ids of statements, or of their
 * actions (`orders/cancel-order#0:dynamodb:GetItem`).
 */
export function iamSettings(environment: NodeJS.ProcessEnv): IamOptions {
  const usage = environment['TRADEWIND_IAM_USAGE'] ?? '';
  const without = environment['TRADEWIND_IAM_WITHOUT'] ?? '';
  return {
    usage: usage === '' ? undefined : new UsageLog(usage),
    without: new Set(without.split(',').filter((id) => id !== '')),
  };
}
