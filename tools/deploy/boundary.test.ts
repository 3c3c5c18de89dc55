import { describe, expect, it } from '@jest/globals';
import { parseDocument, type PolicyStatement } from '@tradewind/local-cloud/iam/policy';
import * as z from 'zod/mini';
import { synthesize } from '../package/synthesize.ts';
import { TemplateValidator } from '../package/template-validation.ts';
import { effectiveResources } from '../policy/stage-template.ts';
import { serviceNames } from '../process/repository.ts';
import { allows, boundaryDocument, deliveryTemplate, policySet, resolverOf } from './delivery.test-support.ts';

const Role = z.object({
  RoleName: z.optional(z.string()),
  Policies: z.optional(z.array(z.object({ PolicyDocument: z.unknown() }))),
  ManagedPolicyArns: z.optional(z.array(z.string())),
});

/** IAM counts no white space. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_CHARACTERS = 6144;

/**
 * What AWS's own policies allow that our roles carry.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonAPIGatewayPushToCloudWatchLogs.html
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html
 */
const MANAGED: Readonly<Record<string, readonly (readonly [action: string, resource: string])[]>> = {
  AmazonAPIGatewayPushToCloudWatchLogs: [
    ...['CreateLogGroup', 'CreateLogStream', 'DescribeLogGroups', 'DescribeLogStreams', 'PutLogEvents'].map(
      (action) => [`logs:${action}`, '*'] as const,
    ),
    ...['GetLogEvents', 'FilterLogEvents'].map(
      (action) =>
        [`logs:${action}`, 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/apigateway/welcome:*'] as const,
    ),
  ],
  AWSLambdaVPCAccessExecutionRole: [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ].map((action) => [action, '*'] as const),
};

interface Need {
  /** Its name; of one that CloudFormation names, how that begins. */
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

function wantsOf(role: string, { effect, actions, resources }: PolicyStatement): Need[] {
  if (effect === 'Deny') return [];
  return actions.flatMap((action) => resources.map((resource) => ({ role, action, resource })));
}

/** Everything that the roles of a service's stage are allowed, a wildcard in an ARN standing for itself. */
async function needsOf(service: string, stage: string): Promise<Need[]> {
  const template = await synthesize(service, stage);
  const resolve = resolverOf(template, `tradewind-${service}-${stage}`);
  return effectiveResources(template)
    .filter(({ type }) => type === 'AWS::IAM::Role')
    .flatMap(({ id, properties }) => {
      // Only a deployment knows the bus; its name is the stage's.
      const resolved = JSON.stringify(resolve(properties)).replaceAll(
        'event-bus/unset',
        `event-bus/tradewind-${stage}`,
      );
      const { RoleName, Policies = [], ManagedPolicyArns = [] } = z.parse(Role, JSON.parse(resolved));
      const role = RoleName ?? `tradewind-${service}-${stage}-${id}`;
      const own = Policies.flatMap(({ PolicyDocument }) => parseDocument(PolicyDocument));
      const managed = ManagedPolicyArns.flatMap((arn) => {
        const known = MANAGED[arn.slice(arn.lastIndexOf('/') + 1)];
        if (known === undefined) throw new Error(`Nobody has said here what ${arn} allows.`);
        return known.map(([action, resource]) => ({ role, action, resource }));
      });
      return [...own.flatMap((statement) => wantsOf(role, statement)), ...managed];
    });
}

const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:000000000000:${rest}`;

describe('the boundary', () => {
  it('is a valid template', () => {
    expect(new TemplateValidator().validate(deliveryTemplate('boundary'))).toEqual([]);
  });

  it.each(['pr', 'staging', 'a-stage-with-a-rather-long-name'])('of %s is not longer than IAM takes', (stage) => {
    expect(JSON.stringify(boundaryDocument(stage)).length).toBeLessThan(MAX_CHARACTERS);
  });

  it.each([
    ['prod', 'prod'],
    ['pr-12', 'pr'],
  ])('leaves every role of %s all that its policies allow', async (stage, boundaryStage) => {
    const boundary = policySet(boundaryDocument(boundaryStage));
    const needs: Need[] = [];
    for (const service of serviceNames()) needs.push(...(await needsOf(service, stage)));
    expect(needs.length).toBeGreaterThan(500);
    expect(needs.filter(({ action, resource }) => !allows(boundary, action, resource))).toEqual([]);
    // A deploying role makes roles of these names only.
    const named = new RegExp(`^tradewind-[a-z]+-${boundaryStage}-`);
    expect(needs.filter(({ role }) => !named.test(role))).toEqual([]);
  });

  it('has no ? of its own, which a * in a role could slip through', () => {
    expect(JSON.stringify(boundaryDocument('prod'))).not.toContain('?');
  });

  it.each([
    ['what AWS calls functions in a VPC', MANAGED['AWSLambdaVPCAccessExecutionRole'] ?? []],
    ['what AWS calls the log of an API', MANAGED['AmazonAPIGatewayPushToCloudWatchLogs'] ?? []],
  ])('leaves %s', (_, managed) => {
    const boundary = policySet(boundaryDocument('prod'));
    expect(managed.filter(([action, resource]) => !allows(boundary, action, resource))).toEqual([]);
  });

  it.each([
    ['makes a role', 'iam:CreateRole', 'arn:aws:iam::000000000000:role/tradewind-orders-prod-new'],
    ['passes a role on', 'iam:PassRole', 'arn:aws:iam::000000000000:role/tradewind-orders-prod-new'],
    ['becomes another role', 'sts:AssumeRole', 'arn:aws:iam::000000000000:role/tradewind-orders-prod-operator'],
    ['asks for the organization', 'organizations:ListAccounts', '*'],
    ['deletes a table', 'dynamodb:DeleteTable', arn('dynamodb', 'table/tradewind-orders-prod')],
    ['exports a table', 'dynamodb:ExportTableToPointInTime', arn('dynamodb', 'table/tradewind-orders-prod')],
    ['reads a table of another stage', 'dynamodb:GetItem', arn('dynamodb', 'table/tradewind-orders-staging')],
    ['reads a table of something else', 'dynamodb:GetItem', arn('dynamodb', 'table/payroll')],
    [
      'reads a table of another account',
      'dynamodb:GetItem',
      'arn:aws:dynamodb:us-east-1:111111111111:table/tradewind-orders-prod',
    ],
    ['sends to a queue of another stage', 'sqs:SendMessage', arn('sqs', 'tradewind-orders-staging-buyers')],
    ['publishes on the default bus', 'events:PutEvents', arn('events', 'event-bus/default')],
    [
      'calls a function of another stage',
      'lambda:InvokeFunction',
      arn('lambda', 'function:tradewind-orders-staging-get-order'),
    ],
    ['changes code', 'lambda:UpdateFunctionCode', arn('lambda', 'function:tradewind-orders-prod-get-order')],
    [
      'reads a secret of another stage',
      'secretsmanager:GetSecretValue',
      arn('secretsmanager', 'secret:tradewind/staging/cursor-signing-AbCdEf'),
    ],
    [
      'overwrites a secret',
      'secretsmanager:PutSecretValue',
      arn('secretsmanager', 'secret:tradewind/prod/cursor-signing-AbCdEf'),
    ],
    ['uses a key by itself', 'kms:Decrypt', arn('kms', 'key/1234')],
    ['makes somebody an admin', 'cognito-idp:AdminAddUserToGroup', arn('cognito-idp', 'userpool/us-east-1_pool')],
    ['reads logs', 'logs:FilterLogEvents', arn('logs', 'log-group:/aws/lambda/tradewind-orders-prod-get-order:*')],
    ['reads a bucket', 's3:GetObject', 'arn:aws:s3:::anything/at-all'],
    ['starts a machine', 'ec2:RunInstances', '*'],
  ])('stops a role of prod that %s', (_, action, resource) => {
    expect(allows(policySet(boundaryDocument('prod')), action, resource)).toBe(false);
  });

  it('lets a service use the key of the stage for a role, and nobody else', () => {
    const boundary = policySet(boundaryDocument('prod'));
    const through = (service: string) => ({ 'kms:ViaService': `${service}.us-east-1.amazonaws.com` });
    expect(allows(boundary, 'kms:Decrypt', arn('kms', 'key/1234'), through('dynamodb'))).toBe(true);
    expect(allows(boundary, 'kms:Decrypt', arn('kms', 'key/1234'), through('ebs'))).toBe(false);
    expect(allows(boundary, 'kms:ScheduleKeyDeletion', arn('kms', 'key/1234'), through('dynamodb'))).toBe(false);
  });

  it.each([
    ['prod', 'prod', true],
    ['prod', 'staging', false],
    ['prod', 'pr-12', false],
    ['pr', 'pr-12', true],
    ['pr', 'prod', false],
    ['prod', undefined, true],
  ])('of %s tells what AWS names itself by its tags: that of %s', (boundaryStage, stage, allowed) => {
    const boundary = policySet(boundaryDocument(boundaryStage));
    const tags = { 'aws:ResourceTag/application': 'tradewind', ...(stage && { 'aws:ResourceTag/stage': stage }) };
    const pool = arn('cognito-idp', 'userpool/us-east-1_pool');
    expect(allows(boundary, 'cognito-idp:AdminDeleteUser', pool, tags)).toBe(allowed);
    const others = { ...tags, 'aws:ResourceTag/application': 'payroll' };
    expect(allows(boundary, 'cognito-idp:AdminDeleteUser', pool, others)).toBe(true);
  });

  it('of pull requests ends where production begins', () => {
    const boundary = policySet(boundaryDocument('pr'));
    const tables = ['pr-12', 'prod', 'preview'].map((stage) => arn('dynamodb', `table/tradewind-orders-${stage}`));
    expect(tables.map((table) => allows(boundary, 'dynamodb:GetItem', table))).toEqual([true, false, false]);
  });
});
