import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';

const MAX_EXPRESSION_BYTES = 4096;
const MAX_BATCH_KEYS = 100;
const MAX_BATCH_WRITES = 25;
const MAX_SEGMENTS = 1_000_000;

const EXPRESSIONS = [
  'ConditionExpression',
  'UpdateExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
] as const;

/** As much of a request as is looked at; what is of another type is for dynalite to refuse. */
const expression = z.optional(z.unknown());
const Request = z.looseObject({
  TableName: z.optional(z.unknown()),
  RequestItems: z.optional(z.unknown()),
  ConditionExpression: expression,
  UpdateExpression: expression,
  KeyConditionExpression: expression,
  FilterExpression: expression,
  ProjectionExpression: expression,
  Limit: z.optional(z.unknown()),
  Segment: z.optional(z.unknown()),
  TotalSegments: z.optional(z.unknown()),
});
const ByTable = z.record(z.string(), z.unknown());
const KeyBatch = z.record(
  z.string(),
  z.looseObject({
    Keys: z.array(z.unknown()),
    AttributesToGet: z.optional(z.nullable(z.unknown())),
    ProjectionExpression: z.optional(z.nullable(z.unknown())),
  }),
);

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

function refuseLongExpressions(request: z.output<typeof Request>): void {
  for (const name of EXPRESSIONS) {
    const text = request[name];
    const bytes = typeof text === 'string' ? Buffer.byteLength(text) : 0;
    if (bytes > MAX_EXPRESSION_BYTES) {
      throw invalid(
        `Invalid ${name}: Expression size has exceeded the maximum allowed size; expression size: ${bytes}`,
      );
    }
  }
}

/** dynalite shows the batch as JSON. */
function refuseWriteBatch(byTable: Readonly<Record<string, unknown>>): void {
  const sizes = Object.values(byTable).map((writes) => (Array.isArray(writes) ? writes.length : 1));
  if (sizes.every((size) => size >= 1 && size <= MAX_BATCH_WRITES)) return;
  const shown = Object.entries(byTable).map(([table, writes]) => `${table}=${JSON.stringify(writes)}`);
  throw invalid(
    `1 validation error detected: Value '{${shown.join(', ')}}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to ${MAX_BATCH_WRITES}, Member must have length greater than or equal to 1]`,
  );
}

/** dynalite takes the first segment, 0, for none. */
function refusePage(operation: string, { Limit, Segment, TotalSegments }: z.output<typeof Request>): void {
  if (operation === 'Query' && typeof Limit === 'number' && Limit < 1) {
    throw invalid(
      "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
  }
  if (typeof TotalSegments === 'number' && TotalSegments > MAX_SEGMENTS) {
    throw invalid(
      `1 validation error detected: Value '${TotalSegments}' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to ${MAX_SEGMENTS}`,
    );
  }
  if (operation === 'Scan' && Segment === 0 && (TotalSegments === undefined || TotalSegments === null)) {
    throw invalid(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    );
  }
}

function refuseKeyBatch(requestItems: unknown): void {
  const batch = KeyBatch.safeParse(requestItems);
  if (!batch.success) return;
  let keys = 0;
  for (const [table, { Keys }] of Object.entries(batch.data)) {
    keys += Keys.length;
    if (Keys.length > MAX_BATCH_KEYS) {
      throw invalid(
        `1 validation error detected: Value at 'RequestItems.${table}.member.Keys' failed to satisfy constraint: Member must have length less than or equal to ${MAX_BATCH_KEYS}`,
      );
    }
  }
  if (keys > MAX_BATCH_KEYS) throw invalid('Too many items requested for the BatchGetItem call');
  const tables = Object.values(batch.data);
  const legacy = tables.some(({ AttributesToGet }) => AttributesToGet !== undefined && AttributesToGet !== null);
  const modern = tables.some(
    ({ ProjectionExpression }) => ProjectionExpression !== undefined && ProjectionExpression !== null,
  );
  if (legacy && modern) {
    throw invalid(
      'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}',
    );
  }
}

/** Throws the ValidationException for what DynamoDB refuses today in other words than dynalite, or dynalite not at all. */
export function refuseRequest(operation: string, input: object): void {
  const request = Request.parse(input);
  if (request.TableName === '' && operation !== 'CreateTable') {
    throw invalid(
      "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  refuseLongExpressions(request);
  refusePage(operation, request);
  if (request.RequestItems === undefined) return;
  const byTable = ByTable.safeParse(request.RequestItems);
  if (byTable.success && Object.keys(byTable.data).length === 0) {
    throw invalid(`The requestItems parameter is required for ${operation}`);
  }
  if (operation === 'BatchGetItem') refuseKeyBatch(request.RequestItems);
  else if (byTable.success) refuseWriteBatch(byTable.data);
}
