import { describe, expect, it } from '@jest/globals';
import { policyFindings } from './policy.ts';
import { stageTemplate } from './policy.test-support.ts';
import { paysForUse } from './rules/data.ts';

const templates = [stageTemplate({ resources: { Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} } } })];
const exception = { rule: 'pays-for-use', service: 'orders', resource: 'Orders', reason: 'is read at a steady rate' };

describe('policyFindings', () => {
  it('names the service, the stage, the resource and the rule', () => {
    expect(policyFindings(templates, [], [paysForUse])).toEqual([
      'orders (prod): Orders is not on demand [pays-for-use]',
    ]);
  });

  it('lets an exception stand, also one for several resources', () => {
    expect(policyFindings(templates, [exception], [paysForUse])).toEqual([]);
    expect(policyFindings(templates, [{ ...exception, resource: 'Ord*' }], [paysForUse])).toEqual([]);
  });

  it.each([
    ['another service', { service: 'carts' }],
    ['another rule', { rule: 'keeps-data' }],
    ['another resource', { resource: 'Order' }],
  ])('does not stretch an exception to %s, and says that it is not needed', (_, change) => {
    expect(policyFindings(templates, [{ ...exception, ...change }], [paysForUse])).toEqual([
      expect.stringContaining('[pays-for-use]'),
      expect.stringContaining('is not needed'),
    ]);
  });

  it('refuses a template whose conditions nobody can judge', () => {
    const resources = { Orders: { Type: 'AWS::DynamoDB::Table', Condition: 'Unknown' } };
    expect(() => stageTemplate({ resources })).toThrow(/Unknown/);
  });
});
