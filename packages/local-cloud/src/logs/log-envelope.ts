import { gzipSync } from 'node:zlib';
import { ACCOUNT_ID } from '../aws/account.ts';
import type { LogSubscription } from './log-subscriptions.ts';

export interface LogEvent {
  /** Unique and growing, 56 digits as CloudWatch's. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** A stream of one group: a day of the one version that there is here. */
function logStreamAt(timestamp: number): string {
  const day = new Date(timestamp).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${'0'.repeat(32)}`;
}

/**
 * What a function subscribed to a log group is called with: the events as JSON, gzipped, in base64.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample
 */
export function logEnvelope(
  { logGroup, filterName }: Pick<LogSubscription, 'logGroup' | 'filterName'>,
  logEvents: readonly LogEvent[],
): { readonly awslogs: { readonly data: string } } {
  const batch = {
    messageType: 'DATA_MESSAGE',
    owner: ACCOUNT_ID,
    logGroup,
    logStream: logStreamAt(logEvents[0]?.timestamp ?? 0),
    subscriptionFilters: [filterName],
    logEvents,
  };
  return { awslogs: { data: gzipSync(JSON.stringify(batch)).toString('base64') } };
}
