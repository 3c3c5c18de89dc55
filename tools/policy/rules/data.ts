import type { Rule, Violation } from '../rule.ts';
import { at, isSet, listAt, ofType, type DeclaredResource, type StageTemplate } from '../stage-template.ts';

/** What cannot be made again when it is lost. */
const LASTING = ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool', 'AWS::KMS::Key'];

function isOwnKey(value: unknown): boolean {
  return isSet(value) && !(typeof value === 'string' && value.startsWith('alias/aws/'));
}

function encryptionProblem({ type, properties }: DeclaredResource, customerKey: boolean): string | undefined {
  switch (type) {
    case 'AWS::DynamoDB::Table':
      if (!customerKey || isOwnKey(at(properties, 'SSESpecification', 'KMSMasterKeyId'))) return undefined;
      return 'is not encrypted with the key of the stage';
    case 'AWS::SQS::Queue':
      if (isOwnKey(properties['KmsMasterKeyId'])) return undefined;
      if (customerKey) return 'is not encrypted with the key of the stage';
      return properties['SqsManagedSseEnabled'] === true ? undefined : 'is not encrypted';
    case 'AWS::SNS::Topic':
      return isOwnKey(properties['KmsMasterKeyId']) || (!customerKey && isSet(properties['KmsMasterKeyId']))
        ? undefined
        : 'is not encrypted with the key of the stage';
    case 'AWS::Logs::LogGroup':
      return !customerKey || isOwnKey(properties['KmsKeyId'])
        ? undefined
        : 'is not encrypted with the key of the stage';
    case 'AWS::S3::Bucket':
      return listAt(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration').length > 0
        ? undefined
        : 'is not encrypted';
    case 'AWS::Kinesis::Stream':
      return isSet(properties['StreamEncryption']) ? undefined : 'is not encrypted';
    default:
      return undefined;
  }
}

function violations(
  resources: readonly DeclaredResource[],
  problem: (resource: DeclaredResource) => string | undefined,
): Violation[] {
  return resources.flatMap((resource) => {
    const message = problem(resource);
    return message === undefined ? [] : [{ resource: resource.id, message }];
  });
}

function isProtected({ type, properties }: DeclaredResource): boolean {
  if (type === 'AWS::DynamoDB::Table') return properties['DeletionProtectionEnabled'] === true;
  if (type === 'AWS::Cognito::UserPool') return at(properties, 'DeletionProtection') !== 'INACTIVE';
  return true;
}

/** Tables, queues, topics, streams, buckets and log groups. */
export const encryptsData: Rule = {
  name: 'encrypts-data',
  check: ({ resources, settings }) =>
    violations(resources, (resource) => encryptionProblem(resource, settings.customerKey)),
};

export const keepsData: Rule = {
  name: 'keeps-data',
  check: (template) =>
    violations(ofType(template, ...LASTING), ({ raw }) =>
      raw.DeletionPolicy === template.settings.deletionPolicy &&
      raw.UpdateReplacePolicy === template.settings.deletionPolicy
        ? undefined
        : `must say ${template.settings.deletionPolicy} as its DeletionPolicy and UpdateReplacePolicy`,
    ),
};

export const protectsData: Rule = {
  name: 'protects-data',
  check: (template) =>
    template.settings.deletionProtection
      ? violations(ofType(template, ...LASTING), (resource) =>
          isProtected(resource) ? undefined : 'has no deletion protection',
        )
      : [],
};

export const recoversTables: Rule = {
  name: 'recovers-tables',
  check: (template) =>
    template.settings.pointInTimeRecovery
      ? violations(ofType(template, 'AWS::DynamoDB::Table'), ({ properties }) =>
          at(properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') === true
            ? undefined
            : 'has no point-in-time recovery',
        )
      : [],
};

export const paysForUse: Rule = {
  name: 'pays-for-use',
  check: (template) =>
    violations(ofType(template, 'AWS::DynamoDB::Table'), ({ properties }) =>
      properties['BillingMode'] === 'PAY_PER_REQUEST' ? undefined : 'is not on demand',
    ),
};

const BLOCKS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

export const hidesBuckets: Rule = {
  name: 'hides-buckets',
  check: (template) =>
    violations(ofType(template, 'AWS::S3::Bucket'), ({ properties }) => {
      const open = BLOCKS.filter((block) => at(properties, 'PublicAccessBlockConfiguration', block) !== true);
      if (open.length > 0) return `leaves open: ${open.join(', ')}`;
      return isSet(properties['WebsiteConfiguration']) ? 'is a public web site' : undefined;
    }),
};

/** Types that cost money while nothing happens, by the setting that allows them. */
function idleCosts({ settings }: StageTemplate): ReadonlyMap<string, boolean> {
  return new Map([
    ['AWS::WAFv2::WebACL', settings.waf],
    ['AWS::KMS::Key', settings.customerKey],
    ['AWS::EC2::NatGateway', settings.vpc],
    ['AWS::CloudWatch::Dashboard', settings.dashboards],
    ['AWS::CloudWatch::Alarm', settings.alarms],
    ['AWS::CloudFront::Distribution', settings.cdn],
  ]);
}

export const idlesForFree: Rule = {
  name: 'idles-for-free',
  check: (template) => {
    const allowed = idleCosts(template);
    return violations(template.resources, ({ type, properties }) => {
      if (allowed.get(type) === false) return `costs money while idle, and this stage has none of its kind`;
      const cached = type === 'AWS::ApiGateway::Stage' && properties['CacheClusterEnabled'] === true;
      return cached && !template.settings.apiCache ? 'has a cache, and this stage pays for none' : undefined;
    });
  },
};
