import { describe, expect, it } from '@jest/globals';
import { objections } from '../policy.test-support.ts';
import {
  encryptsData,
  hidesBuckets,
  idlesForFree,
  keepsData,
  paysForUse,
  protectsData,
  recoversTables,
} from './data.ts';

const key = { 'Fn::GetAtt': ['DataKey', 'Arn'] };

function only(Type: string, Properties: object, attributes: object = {}) {
  return { Thing: { Type, Properties, ...attributes } };
}

const table = (properties: object, attributes: object = {}) => only('AWS::DynamoDB::Table', properties, attributes);

describe('encrypts-data', () => {
  it.each([
    ['table', table({ SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key } })],
    ['queue', only('AWS::SQS::Queue', { KmsMasterKeyId: key })],
    ['topic', only('AWS::SNS::Topic', { KmsMasterKeyId: key })],
    ['log group', only('AWS::Logs::LogGroup', { KmsKeyId: key })],
    ['bucket', only('AWS::S3::Bucket', { BucketEncryption: { ServerSideEncryptionConfiguration: [{}] } })],
  ])("is content with a %s under the stage's key", (_, resources) => {
    expect(objections(encryptsData, { resources })).toEqual([]);
  });

  it.each([
    ['table under the key of DynamoDB', table({ SSESpecification: { SSEEnabled: false } })],
    ['queue under the key of SQS', only('AWS::SQS::Queue', { SqsManagedSseEnabled: true })],
    ['queue whose key is no value', only('AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'AWS::NoValue' } })],
    ['topic under a key of AWS', only('AWS::SNS::Topic', { KmsMasterKeyId: 'alias/aws/sns' })],
    ['log group without a key', only('AWS::Logs::LogGroup', {})],
    ['bucket without encryption', only('AWS::S3::Bucket', {})],
    ['stream without encryption', only('AWS::Kinesis::Stream', {})],
  ])('names a %s', (_, resources) => {
    expect(objections(encryptsData, { resources })).toEqual(['Thing']);
  });

  it("is content with the services' own keys where the stage has none, but not with none at all", () => {
    const settings = { customerKey: false };
    const managed = only('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    expect(objections(encryptsData, { resources: managed, settings })).toEqual([]);
    expect(objections(encryptsData, { resources: table({}), settings })).toEqual([]);
    const plain = only('AWS::SQS::Queue', { SqsManagedSseEnabled: false });
    expect(objections(encryptsData, { resources: plain, settings })).toEqual(['Thing']);
  });
});

describe('keeps-data', () => {
  const retain = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

  it('is content with what the stage says', () => {
    expect(objections(keepsData, { resources: table({}, retain) })).toEqual([]);
    const settings = { deletionPolicy: 'Delete' } as const;
    const gone = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' };
    expect(objections(keepsData, { resources: table({}, gone), settings })).toEqual([]);
  });

  it.each([
    ['goes with the stack', { ...retain, DeletionPolicy: 'Delete' }],
    ['goes when it is replaced', { DeletionPolicy: 'Retain' }],
  ])('names a table that %s', (_, attributes) => {
    expect(objections(keepsData, { resources: table({}, attributes) })).toEqual(['Thing']);
  });
});

describe('protects-data, recovers-tables, pays-for-use', () => {
  it('are content with a protected table on demand', () => {
    const resources = table({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
    expect([protectsData, recoversTables, paysForUse].flatMap((rule) => objections(rule, { resources }))).toEqual([]);
  });

  it.each([protectsData, recoversTables, paysForUse])('$name names a table that says nothing', (rule) => {
    expect(objections(rule, { resources: table({}) })).toEqual(['Thing']);
  });

  it('names a user pool that anyone may delete', () => {
    const resources = only('AWS::Cognito::UserPool', { DeletionProtection: 'INACTIVE' });
    expect(objections(protectsData, { resources })).toEqual(['Thing']);
  });

  it('ask nothing of a stage whose data may go', () => {
    const settings = { deletionProtection: false, pointInTimeRecovery: false };
    const rules = [protectsData, recoversTables];
    expect(rules.flatMap((rule) => objections(rule, { resources: table({}), settings }))).toEqual([]);
  });
});

describe('hides-buckets', () => {
  const closed = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };

  it('is content with a bucket that blocks all of it', () => {
    const resources = only('AWS::S3::Bucket', { PublicAccessBlockConfiguration: closed });
    expect(objections(hidesBuckets, { resources })).toEqual([]);
  });

  it.each([
    ['says nothing', {}],
    ['leaves policies open', { PublicAccessBlockConfiguration: { ...closed, BlockPublicPolicy: false } }],
    ['is a web site', { PublicAccessBlockConfiguration: closed, WebsiteConfiguration: { IndexDocument: 'i.html' } }],
  ])('names one that %s', (_, properties) => {
    expect(objections(hidesBuckets, { resources: only('AWS::S3::Bucket', properties) })).toEqual(['Thing']);
  });
});

describe('idles-for-free', () => {
  const settings = { waf: false, customerKey: false, alarms: false, apiCache: false };

  it.each([
    ['web ACL', only('AWS::WAFv2::WebACL', {})],
    ['key', only('AWS::KMS::Key', {})],
    ['alarm', only('AWS::CloudWatch::Alarm', {})],
    ['cache', only('AWS::ApiGateway::Stage', { CacheClusterEnabled: true })],
  ])('names a %s in a stage that has none', (_, resources) => {
    expect(objections(idlesForFree, { resources, settings })).toEqual(['Thing']);
    expect(objections(idlesForFree, { resources })).toEqual([]);
  });

  it('does not see a resource whose condition does not hold', () => {
    const resources = only('AWS::WAFv2::WebACL', {}, { Condition: 'HasWaf' });
    const conditions = { HasWaf: { 'Fn::Equals': [true, false] } };
    expect(objections(idlesForFree, { resources, conditions, settings })).toEqual([]);
  });
});
