import {
  BatchExecuteStatementCommand,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  type AttributeValue,
  type ExecuteStatementCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createTable, runDynamoDb, TABLE, type RunningDynamoDb } from './running.test-support.ts';

const S = (text: string): AttributeValue => ({ S: text });
const N = (value: number): AttributeValue => ({ N: String(value) });
const key = (attribute: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName: attribute, KeyType });

describe('PartiQL', () => {
  let running: RunningDynamoDb;
  let pk: string;

  beforeAll(async () => {
    running = await runDynamoDb();
    const names = ['pk', 'sk', 'kind', 'rank'];
    await createTable(running, {
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: [
        { IndexName: 'by-kind', KeySchema: [key('kind', 'HASH')], Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'by-rank',
          KeySchema: [key('pk', 'HASH'), key('rank', 'RANGE')],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
  });
  afterAll(() => running.stop());
  beforeEach(async () => {
    pk = randomUUID();
    await Promise.all(
      ['1', '2', '3'].map((sk) =>
        execute(`INSERT INTO "${TABLE}" VALUE {'pk': ?, 'sk': '${sk}', 'kind': ?, 'rank': 'r${sk}', 'n': ${sk}}`, {
          Parameters: [S(pk), S(pk)],
        }),
      ),
    );
  });

  const execute = (Statement: string, more: Partial<ExecuteStatementCommandInput> = {}) =>
    running.client.send(new ExecuteStatementCommand({ Statement, ...more }));
  const select = async (what: string, from: string, condition: string, more?: Partial<ExecuteStatementCommandInput>) =>
    (await execute(`SELECT ${what} FROM ${from} WHERE ${condition}`, more)).Items;
  const one = (sk: string) => `pk = '${pk}' AND sk = '${sk}'`;
  const stored = async (sk: string) => (await select('*', TABLE_NAME, one(sk)))?.[0];
  const TABLE_NAME = `"${TABLE}"`;
  const transact = (...statements: readonly string[]) =>
    running.client.send(
      new ExecuteTransactionCommand({ TransactStatements: statements.map((Statement) => ({ Statement })) }),
    );
  const batch = async (...statements: readonly string[]) => {
    const command = new BatchExecuteStatementCommand({ Statements: statements.map((Statement) => ({ Statement })) });
    return (await running.client.send(command)).Responses;
  };

  it('selects by key, by range and by conditions on anything', async () => {
    const found = async (condition: string) => (await select('sk', TABLE_NAME, condition))?.map(({ sk }) => sk?.S);
    expect(await found(`pk = '${pk}'`)).toEqual(['1', '2', '3']);
    expect(await found(`pk = '${pk}' AND sk BETWEEN '2' AND '3'`)).toEqual(['2', '3']);
    expect(await found(`pk = '${pk}' AND sk <> '2'`)).toEqual(['1', '3']);
    expect(await found(`pk = '${pk}' AND n > 1 ORDER BY sk DESC`)).toEqual(['3', '2']);
    expect(await found(`pk = '${pk}' AND NOT begins_with(rank, 'r1') OR n = 1 AND kind = '${pk}'`)).toHaveLength(3);
    expect(await found(`pk = 'nobody'`)).toEqual([]);
  });

  it('goes on page by page', async () => {
    const statement = `SELECT sk FROM ${TABLE_NAME} WHERE pk = '${pk}'`;
    const first = await execute(statement, { Limit: 2 });
    expect(first.Items).toEqual([{ sk: S('1') }, { sk: S('2') }]);
    const rest = await execute(statement, { NextToken: first.NextToken });
    expect(rest).toMatchObject({ Items: [{ sk: S('3') }] });
    expect(rest.NextToken).toBeUndefined();
    await expect(execute(`${statement} AND n = 1`, { NextToken: first.NextToken })).rejects.toThrow('NextToken');
    await expect(execute(statement, { NextToken: 'nonsense' })).rejects.toThrow('Invalid NextToken');
  });

  it('reads indexes as far as they go', async () => {
    expect(await select('*', `${TABLE_NAME}."by-kind"`, `kind = '${pk}' AND sk = '2'`)).toEqual([
      { pk: S(pk), sk: S('2'), kind: S(pk) },
    ]);
    expect(await select('n', `${TABLE_NAME}."by-rank"`, `pk = '${pk}' AND rank >= 'r2'`)).toEqual([
      { n: N(2) },
      { n: N(3) },
    ]);
    const refused = async (what: string, from: string, condition: string, message: string) =>
      expect(select(what, from, condition)).rejects.toThrow(message);
    await refused('n', `${TABLE_NAME}."by-kind"`, `kind = 'x'`, 'Global secondary index by-kind does not project [n]');
    await refused(
      '*',
      `${TABLE_NAME}."by-rank"`,
      `pk = 'x' AND n = 1`,
      'does not project one or more filter attributes: [n]',
    );
    await refused('*', `${TABLE_NAME}."by-name"`, `pk = 'x'`, 'The table does not have the specified index');
    await expect(execute(`SELECT * FROM ${TABLE_NAME}."by-kind"`, { ConsistentRead: true })).rejects.toThrow(
      'Strongly consistent read is not supported on Global Secondary Indexes',
    );
  });

  it('never inserts over an item and never updates one that is not there', async () => {
    await expect(execute(`INSERT INTO ${TABLE_NAME} VALUE {'pk': '${pk}', 'sk': '1'}`)).rejects.toMatchObject({
      name: 'DuplicateItemException',
    });
    const absent = `UPDATE ${TABLE_NAME} SET n = 1 WHERE ${one('9')} AND attribute_not_exists(pk)`;
    await expect(execute(absent)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(await stored('1')).toMatchObject({ n: N(1) });
    expect(await stored('9')).toBeUndefined();
  });

  it('writes under conditions, showing what failed them when asked', async () => {
    const changed = `UPDATE ${TABLE_NAME} SET n = n + 10 REMOVE rank WHERE ${one('1')} AND n = 1 RETURNING ALL NEW *`;
    expect((await execute(changed)).Items).toEqual([{ pk: S(pk), sk: S('1'), kind: S(pk), n: N(11) }]);
    await expect(execute(changed, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { n: N(11) },
    });
    await expect(execute(`DELETE FROM ${TABLE_NAME} WHERE ${one('2')} AND n = 1`)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    expect((await execute(`DELETE FROM ${TABLE_NAME} WHERE ${one('2')}`)).Items).toEqual([]);
    expect(await stored('2')).toBeUndefined();
  });

  it.each([
    [() => `UPDATE ${TABLE_NAME} SET n = 1 WHERE pk = '${pk}'`, 'mandatory equality on all key attributes'],
    [() => `DELETE FROM ${TABLE_NAME}`, 'mandatory equality on all key attributes'],
    [() => `UPDATE ${TABLE_NAME} SET sk = '2' WHERE ${one('1')}`, 'This attribute is part of the key'],
    [() => `INSERT INTO ${TABLE_NAME} VALUE {'pk': 'x'}`, 'Missing the key sk in the item'],
    [() => `SELECT * FROM ${TABLE_NAME} ORDER BY sk`, 'ORDER BY'],
    [
      () => `EXISTS(SELECT * FROM ${TABLE_NAME} WHERE ${one('1')} AND n = 1)`,
      'only supported within ExecuteTransaction',
    ],
  ])('refuses what names no item or breaks its key (%#)', async (statement, message) => {
    await expect(execute(statement())).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  it('runs each statement of a batch on its own', async () => {
    const answers = await batch(
      `SELECT n FROM ${TABLE_NAME} WHERE ${one('1')}`,
      `UPDATE ${TABLE_NAME} SET n = 20 WHERE ${one('2')} RETURNING MODIFIED NEW *`,
      `SELECT * FROM ${TABLE_NAME} WHERE pk = '${pk}'`,
      `SELECT * FROM "nothing" WHERE pk = 'x'`,
      `INSERT INTO ${TABLE_NAME} VALUE {'pk': '${pk}', 'sk': '1'}`,
      'SLECT',
    );
    expect(answers?.map(({ Item }) => Item)).toEqual([{ n: N(1) }, { n: N(20) }, ...Array(4).fill(undefined)]);
    expect(answers?.map(({ Error: error }) => error?.Code)).toEqual([
      undefined,
      undefined,
      'ValidationError',
      'ResourceNotFound',
      'DuplicateItem',
      'ValidationError',
    ]);
    const ran = [TABLE, TABLE, undefined, undefined, TABLE, undefined];
    expect(answers?.map(({ TableName }) => TableName)).toEqual(ran);
  });

  it('writes all of a transaction or nothing', async () => {
    const insert = `INSERT INTO ${TABLE_NAME} VALUE {'pk': '${pk}', 'sk': '4'}`;
    const exists = (n: number) => `EXISTS(SELECT * FROM ${TABLE_NAME} WHERE ${one('1')} AND n = ${n})`;
    await expect(
      transact(insert, exists(2), `INSERT INTO ${TABLE_NAME} VALUE {'pk': '${pk}', 'sk': '2'}`),
    ).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }, { Code: 'DuplicateItem' }],
    });
    expect(await stored('4')).toBeUndefined();
    expect((await transact(insert, exists(1))).Responses).toEqual([]);
    expect(await stored('4')).toEqual({ pk: S(pk), sk: S('4') });
  });

  it('reads several items in one transaction, by their keys alone', async () => {
    const read = (condition: string, from = TABLE_NAME) => `SELECT sk, n FROM ${from} WHERE ${condition}`;
    expect((await transact(read(one('3')), read(one('9')))).Responses).toEqual([{ Item: { sk: S('3'), n: N(3) } }, {}]);
    const refused = (message: string, ...statements: readonly string[]) =>
      expect(transact(...statements)).rejects.toMatchObject({ name: 'ValidationException', message });
    const prefix = 'Validation failed in TransactStatements[0]: ';
    await refused(
      `${prefix}Select statements within ExecuteTransaction must specify the primary key in the where clause.`,
      read(`pk = '${pk}'`),
    );
    await refused(
      `${prefix}Reads on indices are not supported within transactions.`,
      read(`kind = 'x'`, `${TABLE_NAME}."by-kind"`),
    );
    await refused(
      `${prefix}RETURNING clause is not supported in ExecuteTransaction.`,
      `DELETE FROM ${TABLE_NAME} WHERE ${one('1')} RETURNING ALL OLD *`,
    );
    await refused(
      'A transaction has either reads or writes: SELECT and other statements cannot be mixed',
      read(one('1')),
      `DELETE FROM ${TABLE_NAME} WHERE ${one('1')}`,
    );
    expect(await stored('1')).toBeDefined();
  });

  it('costs what the same costs elsewhere, and a repeated transaction a read', async () => {
    const units = async (Statement: string, ConsistentRead?: boolean) =>
      (await execute(Statement, { ConsistentRead, ReturnConsumedCapacity: 'TOTAL' })).ConsumedCapacity?.CapacityUnits;
    expect(await units(`SELECT * FROM ${TABLE_NAME} WHERE ${one('1')}`)).toBe(0.5);
    expect(await units(`SELECT * FROM ${TABLE_NAME} WHERE ${one('1')}`, true)).toBe(1);
    expect(await units(`UPDATE ${TABLE_NAME} SET n = 5 WHERE ${one('1')}`)).toBe(1);
    const command = new ExecuteTransactionCommand({
      TransactStatements: [{ Statement: `UPDATE ${TABLE_NAME} SET n = n + 1 WHERE ${one('1')}` }],
      ClientRequestToken: pk,
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect((await running.client.send(command)).ConsumedCapacity).toMatchObject([{ WriteCapacityUnits: 2 }]);
    expect((await running.client.send(command)).ConsumedCapacity).toMatchObject([{ ReadCapacityUnits: 2 }]);
    expect(await stored('1')).toMatchObject({ n: N(6) });
  });
});
