import type { ServiceModel } from '../../templates/model.ts';
import { fields, listIn, textIn } from './input.ts';

/** The partition key of a table or of one of its indexes; undefined for a table that no template declares. */
export type PartitionKeyOf = (tableName: string, indexName?: string) => string | undefined;

/** Reads the partition keys from the tables that the templates declare. */
export function declaredPartitionKeys(services: readonly ServiceModel[]): PartitionKeyOf {
  const keys = new Map<string, string | undefined>();
  for (const { ref, type, properties } of services.flatMap(({ resources }) => resources)) {
    if (type !== 'AWS::DynamoDB::Table') continue;
    keys.set(ref, hashAttribute(properties));
    for (const index of [
      ...listIn(properties, 'GlobalSecondaryIndexes'),
      ...listIn(properties, 'LocalSecondaryIndexes'),
    ]) {
      keys.set(`${ref}/${textIn(index, 'IndexName') ?? ''}`, hashAttribute(index));
    }
  }
  return (tableName, indexName) => keys.get(indexName === undefined ? tableName : `${tableName}/${indexName}`);
}

function hashAttribute(schema: unknown): string | undefined {
  const hash = listIn(schema, 'KeySchema').find((element) => textIn(element, 'KeyType') === 'HASH');
  return textIn(hash, 'AttributeName');
}

/** A key's value as condition values have it: binary as base64. */
export function keyText(value: unknown): string | undefined {
  const { S, N, B } = fields(value);
  const text = S ?? N ?? B;
  return typeof text === 'string' ? text : undefined;
}

const EQUALITY = /(#?[A-Za-z_][\w.-]*)\s*=\s*(:\w+)/g;

/** The partition key's value that a Query asks for, by its expression or by the older KeyConditions. */
export function queriedKey(input: unknown, partitionKey: string): string | undefined {
  const legacy = fields(fields(fields(input)['KeyConditions'])[partitionKey])['AttributeValueList'];
  if (Array.isArray(legacy)) return keyText(legacy[0]);
  const names = fields(fields(input)['ExpressionAttributeNames']);
  const values = fields(fields(input)['ExpressionAttributeValues']);
  for (const [, name = '', value = ''] of (textIn(input, 'KeyConditionExpression') ?? '').matchAll(EQUALITY)) {
    if ((names[name] ?? name) === partitionKey) return keyText(values[value]);
  }
  return undefined;
}

const EXPRESSIONS = [
  'ProjectionExpression',
  'UpdateExpression',
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
];
const PATH = /(?<![\w:.#])#?[A-Za-z_]\w*(?!\w*\s*\()/g;
const KEYWORDS = new Set(['SET', 'REMOVE', 'ADD', 'DELETE', 'AND', 'OR', 'NOT', 'IN', 'BETWEEN']);
const LEGACY = ['Item', 'Key', 'Expected', 'AttributeUpdates', 'KeyConditions', 'QueryFilter', 'ScanFilter'];

/** The top-level attributes that a request names: `dynamodb:Attributes`. Undefined when it names none. */
export function namedAttributes(input: unknown): string[] | undefined {
  const request = fields(input);
  const names = fields(request['ExpressionAttributeNames']);
  const inExpressions = EXPRESSIONS.flatMap((expression) => textIn(request, expression)?.match(PATH) ?? [])
    .filter((name) => !KEYWORDS.has(name.toUpperCase()))
    .map((name) => textIn(names, name) ?? name);
  const inMembers = LEGACY.flatMap((member) => Object.keys(fields(request[member])));
  const listed = listIn(request, 'AttributesToGet').filter((name) => typeof name === 'string');
  const all = new Set([...inExpressions, ...inMembers, ...listed]);
  return all.size === 0 ? undefined : [...all];
}
