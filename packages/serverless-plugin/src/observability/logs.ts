import type { Resources, Value } from '@tradewind/rollout';
import type { ServiceInventory } from './service-inventory.ts';

/** Saved queries of CloudWatch Logs Insights: they cost nothing until somebody runs one. */
const QUERIES: Readonly<Record<string, string>> = {
  errors: `fields @timestamp, function, message, code, error.type, error.message, requestId, orderId
| filter level = "error"
| sort @timestamp desc
| limit 200`,
  'one request': `# Put the X-Request-Id of the answer, an order's id or a trace id in the place of ID.
fields @timestamp, function, message, route, status, durationMs, attempt, code, error.message
| filter @message like /ID/
| sort @timestamp asc
| limit 1000`,
  'slow requests': `fields @timestamp, function, route, durationMs, coldStart, requestId
| filter message = "request" or message = "invocation"
| sort durationMs desc
| limit 50`,
  'latency by function': `filter ispresent(durationMs) and message in ["request", "invocation", "invocation failed"]
| stats count() as calls, avg(durationMs) as mean, pct(durationMs, 50) as p50, pct(durationMs, 99) as p99, sum(coldStart) as cold by function
| sort p99 desc`,
  'refusals by code': `filter message = "request" and status >= 400
| stats count() as refusals by route, status, code
| sort refusals desc`,
  'cold starts': `filter @type = "REPORT"
| stats count() as calls, count(@initDuration) as cold, avg(@initDuration) as init, max(@maxMemoryUsed) / 1048576 as memoryMb by @log
| sort cold desc`,
  'retries and dead ends': `fields @timestamp, function, message, detailType, eventId, recordId, attempt, error.message
| filter message in ["record failed", "events were not published", "invocation failed"] or attempt > 1
| sort @timestamp desc
| limit 200`,
};

function logicalIdOf(title: string): string {
  return `${title.replaceAll(/(?:^|[^a-z]+)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Query`;
}

export function savedQueries({ service, stage, functions }: ServiceInventory): Resources {
  const groups: Value[] = functions.flatMap(({ logGroupId }) =>
    logGroupId === undefined ? [] : [{ Ref: logGroupId }],
  );
  if (groups.length === 0) return {};
  return Object.fromEntries(
    Object.entries(QUERIES).map(([title, QueryString]) => [
      logicalIdOf(title),
      {
        Type: 'AWS::Logs::QueryDefinition',
        Properties: { Name: `tradewind/${stage}/${service}/${title}`, QueryString, LogGroupNames: groups },
      },
    ]),
  );
}
