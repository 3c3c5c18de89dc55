import { describe, expect, it } from '@jest/globals';
import type { IdentifiedStatement } from './policy-set.ts';
import { takenAway } from './taken-away.ts';

const actions = ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'];
const entry: IdentifiedStatement = {
  id: 'shop/work#0',
  statement: { effect: 'Allow', actions, resources: ['arn'], conditions: {} },
};
const left = (...without: string[]) =>
  takenAway(entry, new Set(without)).map(({ id, statement, removed = false }) => [id, statement.actions, removed]);

describe('takenAway', () => {
  it.each([[[]], [['shop/work#1']], [['shop/work#0:sqs:PurgeQueue']], [['shop/work#1:sqs:SendMessage']]])(
    'leaves a statement alone that is not named in %j',
    (without) => {
      expect(takenAway(entry, new Set(without))).toEqual([entry]);
    },
  );

  it('takes a whole statement', () => {
    expect(left('shop/work#0')).toEqual([['shop/work#0', actions, true]]);
  });

  it('takes single actions, and leaves the others', () => {
    expect(left('shop/work#0:sqs:SendMessage', 'shop/work#0:sqs:DeleteMessage')).toEqual([
      ['shop/work#0', ['sqs:ReceiveMessage'], false],
      ['shop/work#0', ['sqs:SendMessage', 'sqs:DeleteMessage'], true],
    ]);
  });

  it('takes no single action of a statement about all others', () => {
    const others = { id: 'shop/work#0', statement: { ...entry.statement, exceptActions: true } };
    expect(takenAway(others, new Set(['shop/work#0:sqs:SendMessage']))).toEqual([others]);
  });

  it('takes nothing of what a plugin generates', () => {
    const generated = { id: undefined, statement: entry.statement };
    expect(takenAway(generated, new Set(['undefined', 'undefined:sqs:SendMessage']))).toEqual([generated]);
  });
});
