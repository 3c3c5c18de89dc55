import { describe, expect, it } from '@jest/globals';
import { batchOutcome } from './batch-response.ts';

const ids = ['a', 'b'];
const result = (payload: unknown) => ({ requestId: 'r', payload });

describe('batchOutcome', () => {
  it.each([[null], [{}], [{ batchItemFailures: [] }], [{ batchItemFailures: null }]])('succeeds with %j', (payload) => {
    expect(batchOutcome(result(payload), ids, true)).toEqual({ kind: 'succeeded' });
  });

  it('names the items that failed', () => {
    const payload = { batchItemFailures: [{ itemIdentifier: 'b' }] };
    expect(batchOutcome(result(payload), ids, true)).toEqual({ kind: 'partial', failedIds: new Set(['b']) });
  });

  it.each([
    ['text'],
    [{ batchItemFailures: 'b' }],
    [{ batchItemFailures: [{}] }],
    [{ batchItemFailures: [{ itemIdentifier: '' }] }],
    [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }],
  ])('fails the whole batch with %j', (payload) => {
    expect(batchOutcome(result(payload), ids, true)).toEqual({ kind: 'failed' });
  });

  it('does not look at the answer when the mapping does not ask for failures', () => {
    expect(batchOutcome(result({ batchItemFailures: [{ itemIdentifier: 'a' }] }), ids, false)).toEqual({
      kind: 'succeeded',
    });
  });

  it('fails when the function did', () => {
    expect(batchOutcome({ ...result({}), functionError: 'Unhandled' }, ids, true)).toEqual({ kind: 'failed' });
  });
});
