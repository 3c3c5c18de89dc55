import * as z from 'zod/mini';
import { TemplateError, type FunctionEvent } from './model.ts';

const patterns = z.optional(z.array(z.record(z.string(), z.unknown())));
const itemFailures = z.optional(z.literal('ReportBatchItemFailures'));
const enabled = z.optional(z.boolean());

const httpApi = z.union([
  z.string(),
  z.strictObject({
    method: z.optional(z.string()),
    path: z.string(),
    authorizer: z.optional(z.union([z.string(), z.looseObject({ type: z.optional(z.string()) })])),
    timeout: z.optional(z.number()),
  }),
]);

const sqs = z.strictObject({
  arn: z.string(),
  batchSize: z.optional(z.number()),
  maximumBatchingWindow: z.optional(z.number()),
  maximumConcurrency: z.optional(z.number()),
  functionResponseType: itemFailures,
  filterPatterns: patterns,
  enabled,
});

const stream = z.strictObject({
  type: z.literal('dynamodb'),
  arn: z.string(),
  batchSize: z.optional(z.number()),
  batchWindow: z.optional(z.number()),
  startingPosition: z.optional(z.enum(['TRIM_HORIZON', 'LATEST'])),
  maximumRetryAttempts: z.optional(z.number()),
  bisectBatchOnFunctionError: z.optional(z.boolean()),
  functionResponseType: itemFailures,
  filterPatterns: patterns,
  destinations: z.optional(
    z.strictObject({
      onFailure: z.union([z.string(), z.strictObject({ arn: z.string(), type: z.optional(z.literal('sqs')) })]),
    }),
  ),
  enabled,
});

const schedule = z.strictObject({
  rate: z.union([z.string(), z.array(z.string())]),
  input: z.optional(z.unknown()),
  name: z.optional(z.string()),
  description: z.optional(z.string()),
  enabled,
});

/** One entry of a function's `events`: a map with the source's name as its only key. */
const Event = z.union([
  z.strictObject({ httpApi }),
  z.strictObject({ sqs }),
  z.strictObject({ stream }),
  z.strictObject({ schedule: z.union([z.string(), schedule]) }),
]);

/**
 * The events of a function as the local cloud runs them; those that are switched off are left out.
 * Throws TemplateError for a source or a setting that it does not have, since ignoring one would be a lie.
 */
export function parseEvents(events: readonly unknown[], where: string): FunctionEvent[] {
  return events.flatMap((event, index) => {
    const parsed = z.safeParse(Event, event);
    if (!parsed.success) {
      throw new TemplateError(
        `${where}: the local cloud does not support this event: ${JSON.stringify(events[index])}\n${z.prettifyError(parsed.error)}`,
      );
    }
    return toEvents(parsed.data);
  });
}

function toEvents(event: z.output<typeof Event>): FunctionEvent[] {
  if ('httpApi' in event) return [httpEvent(event.httpApi)];
  if ('sqs' in event) return event.sqs.enabled === false ? [] : [queueEvent(event.sqs)];
  if ('stream' in event) return event.stream.enabled === false ? [] : [streamEvent(event.stream)];
  const {
    rate,
    input,
    enabled: active,
  } = typeof event.schedule === 'string' ? onlyRate(event.schedule) : event.schedule;
  if (active === false) return [];
  return (typeof rate === 'string' ? [rate] : rate).map((expression) => ({ type: 'schedule', expression, input }));
}

function onlyRate(rate: string): z.output<typeof schedule> {
  return { rate };
}

function httpEvent(event: z.output<typeof httpApi>): FunctionEvent {
  if (typeof event !== 'string') {
    return {
      type: 'httpApi',
      method: anyMethod(event.method ?? '*'),
      path: event.path === '*' ? '$default' : event.path,
      authorization: authorizationOf(event.authorizer),
    };
  }
  const [method = '*', path = '*'] = event === '*' || event === '$default' ? [] : event.trim().split(/\s+/);
  return { type: 'httpApi', method: anyMethod(method), path: path === '*' ? '$default' : path, authorization: 'none' };
}

function authorizationOf(authorizer: string | { type?: string | undefined } | undefined): 'none' | 'jwt' | 'iam' {
  if (authorizer === undefined) return 'none';
  const type = typeof authorizer === 'string' ? authorizer : authorizer.type;
  return type === 'aws_iam' ? 'iam' : 'jwt';
}

function anyMethod(method: string): string {
  return method === '*' ? 'ANY' : method.toUpperCase();
}

function queueEvent(event: z.output<typeof sqs>): FunctionEvent {
  return {
    type: 'sqs',
    queueArn: event.arn,
    batchSize: event.batchSize ?? 10,
    batchWindowSeconds: event.maximumBatchingWindow ?? 0,
    reportsItemFailures: event.functionResponseType !== undefined,
    maximumConcurrency: event.maximumConcurrency,
    filterPatterns: event.filterPatterns ?? [],
  };
}

function streamEvent(event: z.output<typeof stream>): FunctionEvent {
  const onFailure = event.destinations?.onFailure;
  return {
    type: 'stream',
    tableName: tableOf(event.arn),
    batchSize: event.batchSize ?? 10,
    batchWindowSeconds: event.batchWindow ?? 0,
    startingPosition: event.startingPosition ?? 'TRIM_HORIZON',
    maximumRetryAttempts: event.maximumRetryAttempts ?? -1,
    bisectsOnError: event.bisectBatchOnFunctionError ?? false,
    reportsItemFailures: event.functionResponseType !== undefined,
    onFailureArn: typeof onFailure === 'string' ? onFailure : onFailure?.arn,
    filterPatterns: event.filterPatterns ?? [],
  };
}

function tableOf(streamArn: string): string {
  const table = /:table\/([^/]+)\/stream\//.exec(streamArn)?.[1];
  if (table === undefined) throw new TemplateError(`${streamArn} is not the ARN of a table's stream.`);
  return table;
}
