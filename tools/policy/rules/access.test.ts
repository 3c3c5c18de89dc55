import { describe, expect, it } from '@jest/globals';
import { objections } from '../policy.test-support.ts';
import {
  boundsRoles,
  closesItsNetwork,
  knowsItsCallers,
  limitsRates,
  namesWhatItAllows,
  readsSecretsAtRunTime,
  speaksTls,
} from './access.ts';

function only(Type: string, Properties: object) {
  return { Thing: { Type, Properties } };
}

function role(statement: object) {
  return only('AWS::IAM::Role', { Policies: [{ PolicyDocument: { Statement: [statement] } }] });
}

describe('names-what-it-allows', () => {
  it.each([
    ['a named table', { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } }],
    ['actions that cannot be bound', { Effect: 'Allow', Action: ['xray:PutTraceSegments'], Resource: '*' }],
    ['a denial of everything', { Effect: 'Deny', Action: '*', Resource: '*' }],
  ])('is content with %s', (_, statement) => {
    expect(objections(namesWhatItAllows, { resources: role(statement) })).toEqual([]);
  });

  it.each([
    ['every table', { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' }],
    [
      'one action too many on everything',
      { Effect: 'Allow', Action: ['xray:PutTraceSegments', 's3:GetObject'], Resource: ['*'] },
    ],
    ['every action of a service', { Effect: 'Allow', Action: ['s3:*'], Resource: 'arn:aws:s3:::one' }],
    ['every action', { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::one' }],
    ['all but one action', { Effect: 'Allow', NotAction: 'iam:PassRole', Resource: 'arn:aws:s3:::one' }],
  ])('names a role for %s', (_, statement) => {
    expect(objections(namesWhatItAllows, { resources: role(statement) })).toEqual(['Thing']);
  });
});

describe('bounds-roles', () => {
  const bounded = only('AWS::IAM::Role', { PermissionsBoundary: 'arn:aws:iam::000000000000:policy/boundary' });

  it.each([
    ['without one', only('AWS::IAM::Role', {})],
    ['with none', only('AWS::IAM::Role', { PermissionsBoundary: { Ref: 'AWS::NoValue' } })],
  ])('names a role %s', (_, resources) => {
    expect(objections(boundsRoles, { resources })).toEqual(['Thing']);
  });

  it('is content with a boundary, and without one where the stage asks for none', () => {
    expect(objections(boundsRoles, { resources: bounded })).toEqual([]);
    const resources = only('AWS::IAM::Role', {});
    expect(objections(boundsRoles, { resources, settings: { permissionsBoundary: false } })).toEqual([]);
  });
});

describe('knows-its-callers', () => {
  const queuePolicy = (statement: object) =>
    only('AWS::SQS::QueuePolicy', { PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } });
  const service = { Principal: { Service: 'events.amazonaws.com' } };

  it('is content with a service that comes from a known place', () => {
    const resources = queuePolicy({ ...service, Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:events:rule' } } });
    expect(objections(knowsItsCallers, { resources })).toEqual([]);
  });

  it.each([
    ['a service from any account', service],
    ['everyone', { Principal: '*' }],
    ['everyone in other words', { Principal: { AWS: '*' } }],
  ])('names a policy for %s', (_, statement) => {
    expect(objections(knowsItsCallers, { resources: queuePolicy(statement) })).toEqual(['Thing']);
  });

  it('looks into the policies of keys', () => {
    const resources = only('AWS::KMS::Key', {
      KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' } }] },
    });
    expect(objections(knowsItsCallers, { resources })).toEqual(['Thing']);
  });
});

describe('reads-secrets-at-run-time', () => {
  const secret = '{{resolve:secretsmanager:tradewind/prod/origin-secret}}';

  it('names a secret in an environment', () => {
    const resources = only('AWS::Lambda::Function', { Environment: { Variables: { SECRET: `x${secret}` } } });
    expect(objections(readsSecretsAtRunTime, { resources })).toEqual(['Thing']);
  });

  it('lets the CDN have its header, and nothing else of the distribution', () => {
    const origin = (extra: object) =>
      only('AWS::CloudFront::Distribution', { DistributionConfig: { Origins: [extra] } });
    const header = { OriginCustomHeaders: [{ HeaderName: 'X-Origin-Verify', HeaderValue: secret }] };
    expect(objections(readsSecretsAtRunTime, { resources: origin(header) })).toEqual([]);
    expect(objections(readsSecretsAtRunTime, { resources: origin({ OriginPath: secret }) })).toEqual(['Thing']);
  });
});

describe('speaks-tls', () => {
  const distribution = (viewer: string, origin: string) =>
    only('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        DefaultCacheBehavior: { ViewerProtocolPolicy: 'https-only' },
        CacheBehaviors: [{ ViewerProtocolPolicy: viewer }],
        Origins: [{ CustomOriginConfig: { OriginProtocolPolicy: origin } }],
      },
    });

  it.each([
    ['only TLS', distribution('redirect-to-https', 'https-only'), []],
    ['plain HTTP of viewers', distribution('allow-all', 'https-only'), ['Thing']],
    ['plain HTTP to the origin', distribution('https-only', 'match-viewer'), ['Thing']],
    ['no word about the TLS of a REST API', only('AWS::ApiGateway::DomainName', {}), ['Thing']],
    ['new TLS of a REST API', only('AWS::ApiGateway::DomainName', { SecurityPolicy: 'TLS_1_2' }), []],
    [
      'old TLS of an API',
      only('AWS::ApiGatewayV2::DomainName', { DomainNameConfigurations: [{ SecurityPolicy: 'TLS_1_0' }] }),
      ['Thing'],
    ],
  ])('judges %s', (_, resources, named) => {
    expect(objections(speaksTls, { resources })).toEqual(named);
  });
});

describe('closes-its-network', () => {
  it.each([
    ['nobody', [], []],
    ['neighbours', [{ CidrIp: '10.0.0.0/16' }], []],
    ['everyone', [{ CidrIp: '0.0.0.0/0' }], ['Thing']],
    ['everyone by IPv6', [{ CidrIpv6: '::/0' }], ['Thing']],
  ])('judges a group that lets in %s', (_, SecurityGroupIngress, named) => {
    const resources = only('AWS::EC2::SecurityGroup', { SecurityGroupIngress });
    expect(objections(closesItsNetwork, { resources })).toEqual(named);
  });
});

describe('limits-rates', () => {
  const acl = (Statement: object) => only('AWS::WAFv2::WebACL', { Rules: [{ Name: 'first', Statement }] });
  const api = { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} } };

  it('wants a rate rule in a web ACL', () => {
    expect(objections(limitsRates, { resources: acl({ RateBasedStatement: { Limit: 100 } }) })).toEqual([]);
    expect(objections(limitsRates, { resources: acl({ GeoMatchStatement: {} }) })).toEqual(['Thing']);
  });

  it('wants an HTTP API to throttle', () => {
    const stage = (DefaultRouteSettings: object) => only('AWS::ApiGatewayV2::Stage', { DefaultRouteSettings });
    expect(objections(limitsRates, { resources: stage({ ThrottlingRateLimit: 100 }) })).toEqual([]);
    expect(objections(limitsRates, { resources: stage({}) })).toEqual(['Thing']);
  });

  it.each<[string, readonly object[], readonly string[]]>([
    ['every setting throttles', [{ ThrottlingRateLimit: 100 }, { ThrottlingRateLimit: 5 }], []],
    ['one of the settings does not', [{ ThrottlingRateLimit: 100 }, { CachingEnabled: true }], ['Thing']],
    ['there are no settings', [], ['Thing']],
  ])('judges the stage of a REST API where %s', (_, MethodSettings, named) => {
    expect(objections(limitsRates, { resources: only('AWS::ApiGateway::Stage', { MethodSettings }) })).toEqual(named);
  });

  it('wants a REST API behind a web ACL where the stage has one', () => {
    const guard = { Guard: { Type: 'AWS::WAFv2::WebACLAssociation', Properties: {} } };
    expect(objections(limitsRates, { resources: api })).toEqual(['Api']);
    expect(objections(limitsRates, { resources: { ...api, ...guard } })).toEqual([]);
    expect(objections(limitsRates, { resources: api, settings: { waf: false } })).toEqual([]);
  });
});
