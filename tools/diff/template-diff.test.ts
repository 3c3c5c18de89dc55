import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Template, TemplateResource } from '../package/template.ts';
import { differences, diffTemplates } from './template-diff.ts';

const table = (properties: Record<string, unknown>, policy?: string): TemplateResource => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: properties,
  ...(policy !== undefined && { DeletionPolicy: policy }),
});
const template = (Resources: Record<string, TemplateResource>): Template => ({ Resources });
const diff = (before: Template, after: Template) =>
  diffTemplates(before, after, (_, property) => (property === 'TableName' ? 'yes' : 'no'));

describe('diffTemplates', () => {
  it('names what is added, removed and changed, and where', () => {
    const before = template({ A: table({ TableName: 'a', Tags: [{ Key: 'x' }] }), B: table({}, 'Retain') });
    const after = template({ A: table({ TableName: 'a', Tags: [{ Key: 'y' }] }), C: table({}) });
    expect(diff(before, after)).toMatchObject([
      {
        id: 'A',
        type: 'AWS::DynamoDB::Table',
        kind: 'changed',
        replaced: 'no',
        paths: ['Tags.0.Key'],
        losesData: false,
      },
      { id: 'B', type: 'AWS::DynamoDB::Table', kind: 'removed', replaced: 'no', paths: [], losesData: false },
      { id: 'C', type: 'AWS::DynamoDB::Table', kind: 'added', replaced: 'no', paths: [], losesData: false },
    ]);
  });

  it.each<[string, Template, Template]>([
    ['a removed table', template({ A: table({}) }), template({})],
    ['a replaced table', template({ A: table({ TableName: 'a' }) }), template({ A: table({ TableName: 'b' }) })],
    ['a table that becomes a queue', template({ A: table({}) }), template({ A: { Type: 'AWS::SQS::Queue' } })],
  ])('warns that %s loses its data', (_, before, after) => {
    expect(diff(before, after).some(({ losesData }) => losesData)).toBe(true);
  });

  it.each<[string, Template, Template]>([
    [
      'retained tables',
      template({ A: table({ TableName: 'a' }, 'Retain') }),
      template({ A: table({ TableName: 'b' }, 'Retain') }),
    ],
    ['functions', template({ A: { Type: 'AWS::Lambda::Function' } }), template({})],
    ['tables changed in place', template({ A: table({ Tags: [] }) }), template({ A: table({ Tags: [1] }) })],
  ])('does not warn of %s', (_, before, after) => {
    expect(diff(before, after).every(({ losesData }) => !losesData)).toBe(true);
  });

  it('tells of retained tables that another one takes the place of', () => {
    const tables = [{ A: table({ TableName: 'a' }, 'Retain') }, { A: table({ TableName: 'b' }, 'Retain') }].map(
      template,
    );
    expect(diff(tables[0] ?? template({}), tables[1] ?? template({}))).toMatchObject([
      { touchesData: true, losesData: false },
    ]);
  });

  it.each<[string, unknown, unknown]>([
    [
      'the time of a packaging',
      'serverless/x/dev/1700-2026-01-01T00:00:00.000Z/a.zip',
      'serverless/x/dev/1800-2026-02-01T00:00:00.000Z/a.zip',
    ],
    [
      'the hash of a version',
      { Ref: `GetLambdaVersion${'a'.repeat(43)}` },
      { Ref: `GetLambdaVersion${'b'.repeat(43)}` },
    ],
    ['an output of another stack', 'https://abc123.example/v1', 'https://unset/v1'],
    ['an output that is an intrinsic', { 'Fn::ImportValue': 'x' }, 'unset'],
  ])('takes %s for no change', (_, before, after) => {
    const resource = (value: unknown) => template({ A: { Type: 'AWS::Lambda::Function', Properties: { value } } });
    expect(diff(resource(before), resource(after))).toEqual([]);
  });

  it('does not take any text for an output of another stack', () => {
    expect(differences('arn:aws:x', 'unset/v2')).toEqual(['']);
  });

  it('finds nothing between a template and itself, and something wherever one value was replaced', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string({ minLength: 1 }), (values, key) => {
        expect(differences(values, structuredClone(values))).toEqual([]);
        expect(differences(values, { ...values, [key]: ['another', values[key] ?? null] }).length).toBeGreaterThan(0);
      }),
    );
  });
});
