import * as z from 'zod/mini';

/** What the console's page is told. One schema for the server that writes and the page that reads. */

const Attribute = z.union([z.string(), z.number(), z.boolean()]);
export const SpanKindView = z.enum([
  'gateway',
  'function',
  'aws',
  'execution',
  'state',
  'event',
  'delivery',
  'queue',
  'dead-letter',
  'mail',
]);

export const TraceSummary = z.object({
  id: z.string(),
  name: z.string(),
  /** Somebody asked, or the system did it by itself: a stream, a schedule. */
  origin: z.enum(['request', 'background']),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  /** Until the answer; undefined while it is awaited. */
  durationMs: z.optional(z.number()),
  /** Until the last thing that it caused. */
  totalMs: z.number(),
  /** Of the HTTP answer. */
  status: z.optional(z.number()),
  error: z.optional(z.string()),
  spans: z.number(),
  events: z.number(),
  mails: z.number(),
});
export type TraceSummary = z.output<typeof TraceSummary>;
export const TraceList = z.object({ traces: z.array(TraceSummary), kept: z.number() });

export const SpanView = z.object({
  id: z.string(),
  parentId: z.optional(z.string()),
  depth: z.number(),
  kind: SpanKindView,
  name: z.string(),
  /** After the start of the trace, in milliseconds. */
  offsetMs: z.number(),
  durationMs: z.number(),
  running: z.boolean(),
  error: z.optional(z.string()),
  attributes: z.record(z.string(), Attribute),
  /** It works for several traces at once. */
  shared: z.boolean(),
});
export type SpanView = z.output<typeof SpanView>;
export const TraceView = z.object({ summary: TraceSummary, spans: z.array(SpanView), dropped: z.number() });
export type TraceView = z.output<typeof TraceView>;

export const LogLevel = z.enum(['debug', 'info', 'warn', 'error']);
export type LogLevel = z.output<typeof LogLevel>;
export const LogLine = z.object({
  id: z.number(),
  at: z.number(),
  functionName: z.string(),
  level: LogLevel,
  message: z.string(),
  awsRequestId: z.optional(z.string()),
  requestId: z.optional(z.string()),
  correlationId: z.optional(z.string()),
  traceId: z.optional(z.string()),
  fields: z.optional(z.record(z.string(), z.unknown())),
});
export type LogLine = z.output<typeof LogLine>;
export const LogList = z.object({ lines: z.array(LogLine) });

export const EventView = z.object({
  id: z.string(),
  at: z.number(),
  source: z.string(),
  detailType: z.string(),
  bus: z.string(),
  rules: z.array(z.string()),
  traceId: z.string(),
  detail: z.unknown(),
});
export type EventView = z.output<typeof EventView>;
export const EventList = z.object({ events: z.array(EventView) });

export const QueueView = z.object({
  name: z.string(),
  visible: z.number(),
  inFlight: z.number(),
  delayed: z.number(),
  /** Of the oldest message; undefined when there is none. */
  oldestAgeSeconds: z.optional(z.number()),
  /** Where it gives up to. */
  deadLetterQueue: z.optional(z.string()),
  /** The queues that give up to this one; its messages can go back to them. */
  deadLettersOf: z.array(z.string()),
});
export type QueueView = z.output<typeof QueueView>;

export const FunctionView = z.object({
  name: z.string(),
  key: z.string(),
  triggers: z.array(z.string()),
  memoryMb: z.number(),
  timeoutSeconds: z.number(),
});
export const TableView = z.object({ name: z.string(), items: z.number(), more: z.boolean() });
export type TableView = z.output<typeof TableView>;
export const ServiceView = z.object({
  name: z.string(),
  routes: z.array(z.object({ method: z.string(), path: z.string(), authorized: z.boolean() })),
  functions: z.array(FunctionView),
  tables: z.array(TableView),
  queues: z.array(QueueView),
});
export type ServiceView = z.output<typeof ServiceView>;
export const Overview = z.object({
  services: z.array(ServiceView),
  accounts: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
  awsEndpoint: z.string(),
  /** Commands of a purchase, to paste into a shell. */
  tryIt: z.string(),
});
export type Overview = z.output<typeof Overview>;

export const RedriveResult = z.object({ moved: z.number(), stuck: z.number() });
export type RedriveResult = z.output<typeof RedriveResult>;
