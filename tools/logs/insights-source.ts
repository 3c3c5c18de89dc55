import {
  GetQueryResultsCommand,
  paginateDescribeLogGroups,
  StartQueryCommand,
  type CloudWatchLogsClient,
  type ResultField,
} from '@aws-sdk/client-cloudwatch-logs';
import { setTimeout as delay } from 'node:timers/promises';
import { readFunctionOutput, type LogLine } from './log-line.ts';
import { NoLogError, type LogSource } from './log-source.ts';

/** CloudWatch's limits on one query. */
const MAX_GROUPS = 50;
const MAX_LINES = 10_000;
const POLL_MS = 500;
const GROUP_PREFIX = '/aws/lambda/tradewind-';

export interface InsightsOptions {
  readonly client: CloudWatchLogsClient;
  readonly stage: string;
  /** How far back to look. */
  readonly since: Date;
}

async function logGroups(client: CloudWatchLogsClient, stage: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { logGroups: page = [] } of paginateDescribeLogGroups(
    { client },
    { logGroupNamePrefix: GROUP_PREFIX },
  )) {
    for (const { logGroupName } of page) if (logGroupName?.includes(`-${stage}-`)) names.push(logGroupName);
  }
  return names;
}

function groupsOfFifty(names: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(names.length / MAX_GROUPS) }, (_, index) =>
    names.slice(index * MAX_GROUPS, (index + 1) * MAX_GROUPS),
  );
}

/** Logs Insights takes a regular expression; ids need no more than their punctuation escaped. */
function queryFor(texts: readonly string[]): string {
  const pattern = texts.map((text) => text.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`)).join('|');
  const filter = texts.length === 0 ? '' : ` | filter @message like /${pattern}/`;
  return `fields @timestamp, @message, @log${filter} | sort @timestamp asc | limit ${MAX_LINES}`;
}

function toLine(row: readonly ResultField[]): LogLine[] {
  const values = new Map(row.map(({ field, value }) => [field, value ?? '']));
  const functionName = (values.get('@log') ?? '').replace(/^.*\/aws\/lambda\//, '');
  const text = (values.get('@message') ?? '').trimEnd();
  // Lambda's own lines (START, REPORT, …) tell nothing that the functions' lines do not.
  if (!text.startsWith('{') && !/ERROR|Task timed out|Runtime\./.test(text)) return [];
  // CloudWatch writes `2026-01-31 09:30:00.000`, in UTC.
  return [readFunctionOutput(functionName, Date.parse(`${values.get('@timestamp')?.replace(' ', 'T')}Z`), text)];
}

/** The functions' logs of a stage on AWS, through Logs Insights (0.5 US cents a gigabyte that it reads). */
export function insightsSource({ client, stage, since }: InsightsOptions): LogSource {
  async function query(logGroupNames: string[], queryString: string): Promise<LogLine[]> {
    const span = { startTime: Math.floor(since.getTime() / 1000), endTime: Math.ceil(Date.now() / 1000) };
    const { queryId } = await client.send(new StartQueryCommand({ logGroupNames, queryString, ...span }));
    for (;;) {
      const { status, results = [] } = await client.send(new GetQueryResultsCommand({ queryId }));
      if (status === 'Complete') return results.flatMap(toLine);
      if (status !== 'Running' && status !== 'Scheduled') throw new Error(`The query ended as ${status ?? 'unknown'}.`);
      await delay(POLL_MS);
    }
  }

  return {
    name: `CloudWatch, stage ${stage}, since ${since.toISOString()}`,
    async find(texts) {
      const names = await logGroups(client, stage);
      if (names.length === 0) {
        throw new NoLogError(`There are no log groups ${GROUP_PREFIX}*-${stage}-* in this account and region.`);
      }
      const found: LogLine[] = [];
      for (const group of groupsOfFifty(names)) found.push(...(await query(group, queryFor(texts))));
      return found.sort((left, right) => left.at - right.at);
    },
  };
}
