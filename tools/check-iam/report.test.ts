import { describe, expect, it } from '@jest/globals';
import { notNeeded, reportOn, table } from './report.ts';

const statement = (id: string, ...actions: string[]) => ({ id, actions, fingerprint: 'f' });
const use = (id: string, action: string, alone = true) => ({ statement: id, action, alone });

describe('reportOn', () => {
  const statements = [
    statement('a#0', 'sqs:SendMessage'),
    statement('a#1', 'dynamodb:GetItem', 'dynamodb:PutItem'),
    statement('a#2', 'sqs:ReceiveMessage'),
    statement('a#3', 'sqs:*', 'dynamodb:Query'),
  ];

  it('tells what was never needed, what never alone, and which actions were not', () => {
    const uses = [
      use('a#1', 'dynamodb:GetItem'),
      use('a#2', 'sqs:ReceiveMessage', false),
      use('a#3', 'sqs:PurgeQueue'),
      use('a#3', 'dynamodb:query'),
    ];
    expect(reportOn(statements, uses)).toEqual([
      { id: 'a#0', state: 'unused', unneededActions: ['sqs:SendMessage'] },
      { id: 'a#1', state: 'partly', unneededActions: ['dynamodb:PutItem'] },
      { id: 'a#2', state: 'redundant', unneededActions: ['sqs:ReceiveMessage'] },
      { id: 'a#3', state: 'used', unneededActions: [] },
    ]);
  });

  it('is content with one use that needed the statement alone', () => {
    const uses = [use('a#0', 'sqs:SendMessage', false), use('a#0', 'sqs:SendMessage')];
    expect(reportOn(statements.slice(0, 1), uses)).toMatchObject([{ state: 'used' }]);
  });

  it('does not take another statement’s uses for its own', () => {
    expect(reportOn([statement('a#1', 'sqs:SendMessage')], [use('a#10', 'sqs:SendMessage')])).toMatchObject([
      { state: 'unused' },
    ]);
  });
});

describe('notNeeded', () => {
  const reported = (id: string, state: 'unused' | 'redundant' | 'partly' | 'used', ...unneededActions: string[]) => ({
    id,
    state,
    unneededActions,
  });

  it('names a statement once, whatever it holds', () => {
    const report = [
      reported('a#0', 'unused', 'sqs:SendMessage', 'sqs:DeleteMessage'),
      reported('a#1', 'redundant', 'sqs:ReceiveMessage'),
    ];
    expect(notNeeded(report)).toEqual(['a#0', 'a#1']);
  });

  it('names each action without which a needed statement would do', () => {
    const report = [reported('a#0', 'partly', 'dynamodb:PutItem', 'dynamodb:DeleteItem')];
    expect(notNeeded(report)).toEqual(['a#0:dynamodb:PutItem', 'a#0:dynamodb:DeleteItem']);
  });

  it('is content where every action is needed', () => {
    expect(notNeeded([reported('a#0', 'used')])).toEqual([]);
  });

  it('takes an action for unneeded that another statement always allowed as well', () => {
    const statements = [statement('a#0', 'dynamodb:GetItem', 'dynamodb:PutItem')];
    const uses = [use('a#0', 'dynamodb:GetItem'), use('a#0', 'dynamodb:PutItem', false)];
    expect(notNeeded(reportOn(statements, uses))).toEqual(['a#0:dynamodb:PutItem']);
  });
});

describe('table', () => {
  it('lines its columns up', () => {
    expect(
      table(
        ['a', 'bb'],
        [
          ['xxx', 'y'],
          ['z', ''],
        ],
      ),
    ).toBe('a    bb\n───  ──\nxxx  y\nz');
  });
});
