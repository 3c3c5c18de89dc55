import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { insightsSource } from './insights-source.ts';
import { fileSource, localLogFile, type LogSource } from './log-source.ts';

const DEFAULT_SPAN_MS = 24 * 3_600_000;

/** CloudWatch for a named stage (a day back, unless `since` says otherwise), else the log of the local cloud. */
export function chooseSource(
  { stage, since }: { readonly stage?: string | undefined; readonly since?: Date | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): LogSource {
  if (stage === undefined) return fileSource(localLogFile(environment));
  const from = since ?? new Date(Date.now() - DEFAULT_SPAN_MS);
  return insightsSource({ client: new CloudWatchLogsClient({}), stage, since: from });
}
