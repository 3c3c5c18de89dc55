import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contextOf } from './conditions.ts';
import { decide, type Decision } from './evaluate.ts';
import { parseDocument, parseStatement, PolicyError } from './policy.ts';
import { PolicySet, type AccessRequest } from './policy-set.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';

function policySet(statements: readonly object[]): PolicySet {
  return new PolicySet(
    statements.map((statement, index) => ({ id: `test#${index}`, statement: parseStatement(statement) })),
  );
}

function decideBy(statements: readonly object[], request: AccessRequest, resource?: readonly object[]): Decision {
  const own = resource === undefined ? undefined : policySet(resource);
  return decide(request, { identity: policySet(statements), resource: () => own }, () =>
    contextOf([['aws:username', ['ada']]]),
  );
}

const outcome = (...parameters: Parameters<typeof decideBy>): string => decideBy(...parameters).outcome;
const get: AccessRequest = { action: 'dynamodb:GetItem', resource: TABLE };
const allow = (fields: object): object => ({ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: TABLE, ...fields });
const deny = (fields: object): object => allow({ Effect: 'Deny', ...fields });

describe('decide', () => {
  it.each([
    ['nothing', [], 'denied'],
    ['the action and the resource', [allow({})], 'allowed'],
    ['another action', [allow({ Action: 'dynamodb:PutItem' })], 'denied'],
    ['another resource', [allow({ Resource: `${TABLE}-2` })], 'denied'],
    ['an action in other letters', [allow({ Action: 'DYNAMODB:getitem' })], 'allowed'],
    ['a resource in other letters', [allow({ Resource: TABLE.toUpperCase() })], 'denied'],
    [
      'one of several',
      [allow({ Action: ['dynamodb:PutItem', 'dynamodb:Get*'], Resource: ['arn:x', TABLE] })],
      'allowed',
    ],
    ['all but one action', [{ Effect: 'Allow', NotAction: 'dynamodb:PutItem', Resource: TABLE }], 'allowed'],
    ['all but this action', [{ Effect: 'Allow', NotAction: 'dynamodb:Get*', Resource: TABLE }], 'denied'],
    ['all but one resource', [{ Effect: 'Allow', Action: '*', NotResource: `${TABLE}/index/*` }], 'allowed'],
    ['all but this resource', [{ Effect: 'Allow', Action: '*', NotResource: '*table*' }], 'denied'],
    ['an allow and a deny', [allow({}), deny({})], 'denied'],
    ['an allow and a deny of something else', [allow({}), deny({ Action: 'dynamodb:PutItem' })], 'allowed'],
    ['a variable that fits', [allow({ Resource: TABLE.replace('orders', '${aws:username}') })], 'denied'],
    ['a condition that holds', [allow({ Condition: { StringEquals: { 'aws:username': 'ada' } } })], 'allowed'],
    ['a condition that does not', [allow({ Condition: { StringEquals: { 'aws:username': 'bob' } } })], 'denied'],
    ['a deny whose condition does not hold', [allow({}), deny({ Condition: { Bool: { 'aws:x': true } } })], 'allowed'],
  ])('with %s: %#', (_, statements, expected) => {
    expect(outcome(statements, get)).toBe(expected);
  });

  it('fills variables of a resource from the request', () => {
    const statements = [allow({ Resource: 'arn:aws:dynamodb:::table/${aws:username}' })];
    expect(outcome(statements, { ...get, resource: 'arn:aws:dynamodb:::table/ada' })).toBe('allowed');
    expect(outcome(statements, { ...get, resource: 'arn:aws:dynamodb:::table/bob' })).toBe('denied');
  });

  it('asks for the context of a call only when a statement does', () => {
    const request: AccessRequest = {
      ...get,
      context() {
        throw new Error('not needed');
      },
    };
    expect(outcome([allow({})], request)).toBe('allowed');
    expect(outcome([allow({ Action: 'sqs:*', Condition: { Bool: { 'aws:x': true } } })], request)).toBe('denied');
  });

  it('takes the keys of the call before those of the caller', () => {
    const request = { ...get, context: () => [['dynamodb:LeadingKeys', ['USER#1']] as const] };
    const onlyUsers = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'USER#*' } };
    expect(outcome([allow({ Condition: onlyUsers })], request)).toBe('allowed');
    const onlyOutbox = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'OUTBOX#*' } };
    expect(outcome([allow({ Condition: onlyOutbox })], request)).toBe('denied');
  });

  it('lets one allow in the role or at the resource be enough, and a deny in either end it', () => {
    expect(outcome([], get, [allow({})])).toBe('allowed');
    expect(outcome([allow({})], get, [])).toBe('allowed');
    expect(decideBy([allow({})], get, [deny({})])).toMatchObject({ outcome: 'denied', policy: 'resource-based' });
    expect(decideBy([deny({})], get, [allow({})])).toMatchObject({ outcome: 'denied', policy: 'identity-based' });
  });

  it('is content with one of the alternatives unless one is denied', () => {
    const send: AccessRequest = { action: 'ses:SendEmail', resource: 'arn:a', alternatives: ['arn:b'] };
    const sending = (effect: string, Resource: string) => ({ Effect: effect, Action: 'ses:SendEmail', Resource });
    expect(outcome([sending('Allow', 'arn:b')], send)).toBe('allowed');
    expect(outcome([sending('Allow', 'arn:c')], send)).toBe('denied');
    expect(decideBy([sending('Allow', 'arn:b'), sending('Deny', 'arn:a')], send)).toMatchObject({ outcome: 'denied' });
  });

  it('names the statements that decided', () => {
    expect(decideBy([allow({ Action: 'sqs:*' }), allow({}), allow({ Action: '*' })], get)).toMatchObject({
      outcome: 'allowed',
      by: [expect.objectContaining({ id: 'test#1' }), expect.objectContaining({ id: 'test#2' })],
    });
  });
});

describe('the logic as a whole', () => {
  const name = fc.constantFrom('a:Get', 'a:Put', 'b:Get', 'a:*', '*', 'b:?et');
  const statement = fc.record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: name,
    Resource: fc.constantFrom('arn:1', 'arn:2', '*'),
  });
  const request = fc.record({
    action: fc.constantFrom('a:Get', 'a:Put', 'b:Get'),
    resource: fc.constantFrom('arn:1', 'arn:2'),
  });

  it('does not depend on the order of statements', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), request, (statements, asked) => {
        expect(outcome(statements, asked)).toBe(outcome(statements.toReversed(), asked));
      }),
    );
  });

  it('allows nothing more when a Deny comes in, and nothing less when an Allow does', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), statement, request, (statements, added, asked) => {
        const [before, after] = [outcome(statements, asked), outcome([...statements, added], asked)];
        if (before !== after) expect(after).toBe(added.Effect === 'Allow' ? 'allowed' : 'denied');
      }),
    );
  });

  it('answers the same again, from what it remembers', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), fc.array(request, { maxLength: 6 }), (statements, asked) => {
        const set = policySet(statements);
        const once = asked.map((one) => decide(one, { identity: set }, () => new Map()));
        expect(asked.map((one) => decide(one, { identity: set }, () => new Map()))).toEqual(once);
      }),
    );
  });
});

describe('policies', () => {
  it.each([
    ['no effect', { Action: 'a:b', Resource: '*' }],
    ['an effect in other letters', { Effect: 'allow', Action: 'a:b', Resource: '*' }],
    ['no action', { Effect: 'Allow', Resource: '*' }],
    ['an action and its opposite', { Effect: 'Allow', Action: 'a:b', NotAction: 'a:c', Resource: '*' }],
    ['a resource and its opposite', { Effect: 'Allow', Action: 'a:b', Resource: '*', NotResource: 'arn:x' }],
    ['an element that IAM does not have', { Effect: 'Allow', Action: 'a:b', Resource: '*', Conditions: {} }],
    ['a condition without a key', { Effect: 'Allow', Action: 'a:b', Resource: '*', Condition: { Bool: 'true' } }],
  ])('refuses a statement with %s', (_, statement) => {
    expect(() => parseStatement(statement)).toThrow(PolicyError);
  });

  it('reads documents with one statement or many', () => {
    const one = { Effect: 'Allow', Action: 'a:b', Resource: '*' };
    expect(parseDocument({ Version: '2012-10-17', Statement: one })).toHaveLength(1);
    expect(parseDocument({ Statement: [one, one] })).toHaveLength(2);
    expect(() => parseDocument({ Statement: 'all' })).toThrow(PolicyError);
  });
});
