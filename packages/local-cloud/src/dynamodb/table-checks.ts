import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import type { SecondaryIndex, TableSchema } from './dynalite-types.ts';
import type { StreamSpecification } from './table-description.ts';

const INVALID = 'One or more parameter values were invalid:';
const MIN_NAME = 3;
const MAX_KEYS = 2;

const Draft = z.looseObject({ TableName: z.optional(z.unknown()), KeySchema: z.optional(z.unknown()) });
const Keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const Named = z.looseObject({ TableName: z.optional(z.nullable(z.unknown())) });

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** Throws ValidationException where an operation on a table names none. */
export function requireTableName(input: unknown): void {
  const named = Named.safeParse(input);
  if (named.success && (named.data.TableName === undefined || named.data.TableName === null)) {
    throw invalid("The parameter 'TableName' is required but was not present in the request");
  }
}

/** Throws ValidationException for what DynamoDB words otherwise than dynalite before it looks at a new table's schema. */
export function refuseDraft(input: unknown): void {
  const draft = Draft.safeParse(input);
  if (!draft.success) return;
  const { TableName, KeySchema } = draft.data;
  if (typeof TableName === 'string' && TableName.length < MIN_NAME) {
    throw invalid(
      `1 validation error detected: Value '${TableName}' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to ${MIN_NAME}`,
    );
  }
  const keys = Keys.safeParse(KeySchema);
  if (!keys.success || keys.data.length <= MAX_KEYS) return;
  const shown = keys.data.map(
    ({ AttributeName, KeyType }) => `KeySchemaElement(attributeName=${AttributeName}, keyType=${KeyType})`,
  );
  throw invalid(
    `1 validation error detected: Value '[${shown.join(', ')}]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to ${MAX_KEYS}`,
  );
}

/** Throws ValidationException for an index that does not say which attributes it includes. */
export function requireProjection({ Projection }: Pick<SecondaryIndex, 'Projection'>): void {
  const { ProjectionType, NonKeyAttributes } = Projection;
  if (ProjectionType === 'INCLUDE' && NonKeyAttributes === undefined) {
    throw invalid(`${INVALID} ProjectionType is INCLUDE, but NonKeyAttributes is not specified`);
  }
  if (ProjectionType !== 'INCLUDE' && NonKeyAttributes !== undefined) {
    throw invalid(`${INVALID} ProjectionType is ${ProjectionType}, but NonKeyAttributes is specified`);
  }
}

/** Throws ValidationException for what dynalite lets pass of a new table. */
export function requireSchema(schema: TableSchema, stream: z.output<typeof StreamSpecification> | undefined): void {
  const indexes = [...(schema.LocalSecondaryIndexes ?? []), ...(schema.GlobalSecondaryIndexes ?? [])];
  for (const index of indexes) requireProjection(index);
  const used = new Set([schema, ...indexes].flatMap(({ KeySchema }) => KeySchema.map((key) => key.AttributeName)));
  const defined = schema.AttributeDefinitions.map(({ AttributeName }) => AttributeName);
  if (defined.some((name) => !used.has(name))) {
    throw invalid(
      `${INVALID} Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
    );
  }
  if (stream?.StreamEnabled === false && stream.StreamViewType !== undefined) {
    throw invalid(`${INVALID} StreamViewType must not be specified when StreamEnabled is false`);
  }
  if (stream?.StreamEnabled === true && stream.StreamViewType === undefined) {
    throw invalid(`${INVALID} StreamViewType must be specified when StreamEnabled is true`);
  }
}
