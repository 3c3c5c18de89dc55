import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { openForFaults, TABLE } from './faults.test-support.ts';
import type { LocalDynamoDb } from './index.ts';

const S = (text: string) => ({ S: text });
const COUNT = 50;
const Answer = z.object({
  Responses: z.record(z.string(), z.array(z.unknown())),
  UnprocessedKeys: z.record(z.string(), z.looseObject({ Keys: z.array(z.unknown()) })),
});

describe('a batch of more than 16 MB', () => {
  let database: LocalDynamoDb;
  const Keys = Array.from({ length: COUNT }, (_, index) => ({ pk: S('p'), sk: S(String(index)) }));

  beforeAll(async () => {
    database = await openForFaults();
    for (const key of Keys) {
      await database.api.invoke('PutItem', { TableName: TABLE, Item: { ...key, filler: S('x'.repeat(400_000)) } });
    }
  });
  afterAll(() => database.close());

  it('comes back in part, with the keys and the options of the rest', async () => {
    const wanted = { Keys, ConsistentRead: true, ProjectionExpression: 'sk' };
    const first = Answer.parse(await database.api.invoke('BatchGetItem', { RequestItems: { [TABLE]: wanted } }));
    const rest = first.UnprocessedKeys[TABLE];
    expect(first.Responses[TABLE]).toHaveLength(41);
    expect(rest).toMatchObject({ ConsistentRead: true, ProjectionExpression: 'sk' });
    const second = Answer.parse(await database.api.invoke('BatchGetItem', { RequestItems: first.UnprocessedKeys }));
    expect(second.UnprocessedKeys).toEqual({});
    expect([...(first.Responses[TABLE] ?? []), ...(second.Responses[TABLE] ?? [])]).toEqual(
      Keys.map(({ sk }) => ({ sk })),
    );
  });

  it('is also what a page of a query does not become: it ends after 1 MB', async () => {
    const query = { TableName: TABLE, KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': S('p') } };
    expect(await database.api.invoke('Query', query)).toMatchObject({
      Count: 3,
      LastEvaluatedKey: { pk: S('p'), sk: expect.anything() },
    });
  });
});
