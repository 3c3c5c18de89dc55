import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { parseTemplate, type Json } from '../package/template.ts';
import { mergeStages } from './merge-stages.ts';
import { normalise } from './normalise.ts';
import { changedLines, snapshotOf } from './snapshot.ts';

function normalised(resources: Json, more: Json = {}) {
  return normalise(parseTemplate({ Resources: resources, ...more }), 'prod');
}

function thing(Properties: Json) {
  return { Thing: { Type: 'AWS::SQS::Queue', Properties } };
}

describe('normalise', () => {
  it.each<[string, unknown, unknown]>([
    ['a reference', { Ref: 'Queue' }, '<Queue>'],
    ['an attribute', { 'Fn::GetAtt': ['Queue', 'Arn'] }, '<Queue.Arn>'],
    ['joined parts', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 'sqs']] }, 'arn:<AWS::Partition>:sqs'],
    ['a substitution', { 'Fn::Sub': '${Table.Arn}/index/gsi1' }, '<Table.Arn>/index/gsi1'],
    ['the stage in a name', 'tradewind-orders-prod', 'tradewind-orders-<stage>'],
    ['another word with its letters', 'tradewind-products', 'tradewind-products'],
    ['a decided condition', { 'Fn::If': ['Yes', 'kept', 'other'] }, 'kept'],
    ['a reference to a version', { Ref: 'PlaceLambdaVersion1JsQ3K8DfI6ckuZc7jG0p38ep' }, '<PlaceLambdaVersion>'],
    ['what it cannot shorten', { 'Fn::Split': [',', 'a,b'] }, { 'Fn::Split': [',', 'a,b'] }],
  ])('writes %s as a person reads it', (_, value, written) => {
    const Conditions = { Yes: { 'Fn::Equals': ['a', 'a'] } };
    expect(normalised(thing({ Value: value }), { Conditions })).toEqual({
      Thing: { Type: 'AWS::SQS::Queue', Properties: { Value: written } },
    });
  });

  it('leaves out where the code lies, what has no value and what is not deployed', () => {
    const Conditions = { No: { 'Fn::Equals': ['a', 'b'] } };
    const resources = {
      ...thing({ Code: { S3Key: '1795270843192/none.zip' }, KmsMasterKeyId: { Ref: 'AWS::NoValue' } }),
      Absent: { Type: 'AWS::SQS::Queue', Condition: 'No' },
    };
    expect(normalised(resources, { Conditions })).toEqual({ Thing: { Type: 'AWS::SQS::Queue', Properties: {} } });
  });

  it('does not take an ordinary name for one with a hash', () => {
    const policy = { ServerlessDeploymentBucketPolicy: { Type: 'AWS::S3::BucketPolicy' } };
    expect(Object.keys(normalised(policy))).toEqual(['ServerlessDeploymentBucketPolicy']);
  });
});

describe('mergeStages', () => {
  it('tells once what is alike, and by stage what is not', () => {
    const dev = { Thing: { Keep: 'Delete', Days: [7, 'a'], Same: true } };
    const prod = { Thing: { Keep: 'Retain', Days: [90, 'a'], Same: true } };
    expect(mergeStages({ dev, prod })).toEqual({
      Thing: {
        Keep: { 'by stage': { dev: 'Delete', prod: 'Retain' } },
        Days: [{ 'by stage': { dev: 7, prod: 90 } }, 'a'],
        Same: true,
      },
    });
  });

  it('shows a property and a resource that only some stages have', () => {
    const dev = { Thing: { Same: true } };
    const prod = { Thing: { Same: true, Key: 'own' }, Alarm: { Threshold: 1 } };
    expect(mergeStages({ dev, prod })).toEqual({
      'Alarm (prod)': { Threshold: 1 },
      Thing: { Same: true, Key: { 'by stage': { prod: 'own' } } },
    });
  });
});

describe('snapshotOf', () => {
  const template = (days: number) => parseTemplate({ Resources: thing({ Days: days }) });

  it('is YAML that does not depend on the order of the template', () => {
    const turned = parseTemplate({ Resources: { Thing: { Properties: { Days: 7 }, Type: 'AWS::SQS::Queue' } } });
    expect(snapshotOf({ dev: turned })).toBe(snapshotOf({ dev: template(7) }));
    expect(parse(snapshotOf({ dev: template(7) }))).toEqual({
      Thing: { Type: 'AWS::SQS::Queue', Properties: { Days: 7 } },
    });
  });

  it('shows a change by its lines', () => {
    const lines = changedLines(snapshotOf({ dev: template(7) }), snapshotOf({ dev: template(8) }));
    expect(lines).toEqual([expect.stringMatching(/^- .*7/), expect.stringMatching(/^\+ .*8/)]);
  });

  it('shows a line that stands there once more', () => {
    expect(changedLines('a\nb', 'a\nb\na')).toEqual(['+ a']);
  });
});
