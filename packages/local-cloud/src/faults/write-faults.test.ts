import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from './seeded-random.ts';
import { writeFailure } from './write-faults.ts';

const put = { operation: 'PutItem', input: { TableName: 'orders', Item: {} } };
const transaction = {
  operation: 'TransactWriteItems',
  input: { TransactItems: [{ Put: { TableName: 'orders' } }, { Update: { TableName: 'stock' } }] },
};
const always = () => 0;
const conflicts = { conflictPercent: 100, throttlePercent: 0 };
const throttles = { conflictPercent: 0, throttlePercent: 100 };

describe('writeFailure', () => {
  it.each([
    ['a conflict of one write', put, conflicts, { code: 'TransactionConflictException', status: 400 }],
    ['a throttled write', put, throttles, { code: 'ThrottlingException', status: 400 }],
    [
      'a transaction that meets another',
      transaction,
      conflicts,
      {
        code: 'TransactionCanceledException',
        message: expect.stringContaining('[TransactionConflict, None]'),
        extra: {
          CancellationReasons: [
            { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
            { Code: 'None' },
          ],
        },
      },
    ],
    [
      'a throttled transaction',
      transaction,
      throttles,
      { extra: { CancellationReasons: [{ Code: 'ThrottlingError', Message: expect.any(String) }, { Code: 'None' }] } },
    ],
  ])('tells %s in the words of AWS', (_, call, fault, expected) => {
    expect(writeFailure([fault], call, always)).toMatchObject(expected);
  });

  it.each(['GetItem', 'Query', 'Scan', 'TransactGetItems', 'CreateTable', ''])('leaves %s alone', (operation) => {
    expect(writeFailure([conflicts], { operation, input: put.input }, always)).toBeUndefined();
  });

  it('keeps to the table that the fault names', () => {
    const stock = { ...throttles, table: 'stock' };
    expect(writeFailure([stock], put, always)).toBeUndefined();
    expect(writeFailure([stock], transaction, always)).toBeDefined();
    const batch = { operation: 'BatchWriteItem', input: { RequestItems: { stock: [] } } };
    expect(writeFailure([stock], batch, always)).toBeDefined();
  });

  it('meets statements of PartiQL that write, and leaves those that read alone', () => {
    const stock = { ...conflicts, table: 'stock' };
    const met = (operation: string, input: object) => writeFailure([stock], { operation, input }, always)?.code;
    const write = { Statement: `UPDATE "stock" SET n = 1 WHERE pk = 'a'` };
    const read = { Statement: `SELECT * FROM "stock" WHERE pk = 'a'` };
    expect(met('ExecuteStatement', write)).toBe('TransactionConflictException');
    expect(met('BatchExecuteStatement', { Statements: [write] })).toBe('TransactionConflictException');
    expect(met('ExecuteTransaction', { TransactStatements: [write] })).toBe('TransactionCanceledException');
    expect(met('ExecuteStatement', read)).toBeUndefined();
    expect(met('ExecuteTransaction', { TransactStatements: [read] })).toBeUndefined();
    expect(met('ExecuteStatement', { Statement: `INSERT INTO orders VALUE {}` })).toBeUndefined();
  });

  it('meets as many writes as it says', () => {
    const random = seededRandom(5);
    const fault = { conflictPercent: 12, throttlePercent: 8 };
    const met = Array.from({ length: 5_000 }, () => writeFailure([fault], put, random)).filter(Boolean);
    const conflicting = met.filter((failure) => failure?.code === 'TransactionConflictException').length;
    expect(met.length / 5_000).toBeCloseTo(0.2, 1);
    expect(conflicting / met.length).toBeCloseTo(0.6, 1);
  });
});

describe('seededRandom', () => {
  it('repeats itself for a seed, stays in [0, 1) and differs between seeds', () => {
    const draw = (seed: number) => Array.from({ length: 20 }, seededRandom(seed));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(draw(seed)).toEqual(draw(seed));
        expect(draw(seed).every((value) => value >= 0 && value < 1)).toBe(true);
        expect(draw(seed)).not.toEqual(draw(seed + 1));
      }),
    );
  });
});
