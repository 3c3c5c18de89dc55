import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { TemplateValidator } from '../package/template-validation.ts';
import { allows, deliveryTemplate, policySet, resolverOf } from './delivery.test-support.ts';

const template = deliveryTemplate('github-roles');

const Role = z.object({
  Properties: z.object({
    AssumeRolePolicyDocument: z.object({
      Statement: z.array(
        z.object({
          Action: z.literal('sts:AssumeRoleWithWebIdentity'),
          Condition: z.object({ StringEquals: z.record(z.string(), z.unknown()) }),
        }),
      ),
    }),
    Policies: z.array(z.object({ PolicyDocument: z.unknown() })),
    Tags: z.tuple([z.object({ Key: z.literal('stage'), Value: z.string() })]),
  }),
});
const { Resources } = template;
const ROLES = ['PreviewRole', 'StagingRole', 'ProductionRole'];

/** But for IAM. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html */
const POWER_USER = {
  Statement: { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
};

const iam = (name: string): string => `arn:aws:iam::000000000000:${name}`;
const boundaryOf = (stage: string): string => iam(`policy/tradewind-boundary-${stage}`);

interface Concerned {
  /** The boundary of the role that it concerns. */
  readonly boundary?: string;
  /** The stage as which the resource is tagged. */
  readonly stage?: string;
}

/** Whether a deploying role may do something. */
function may(name: string, action: string, resource: string, { boundary, stage }: Concerned = {}): boolean {
  const { Policies, Tags } = z.parse(Role, Resources[name]).Properties;
  const resolve = resolverOf(template, 'tradewind-github', { Repository: 'owner/name', ProviderArn: '' });
  const documents = [
    Resources['RolesOfFunctions']?.Properties?.['PolicyDocument'],
    ...Policies.map((each) => each.PolicyDocument),
  ];
  const identity = policySet(POWER_USER, ...documents.map((document) => resolve(document)));
  return allows(identity, action, resource, {
    'aws:PrincipalTag/stage': Tags[0].Value,
    ...(boundary !== undefined && { 'iam:PermissionsBoundary': boundary }),
    ...(stage !== undefined && { 'aws:ResourceTag/application': 'tradewind', 'aws:ResourceTag/stage': stage }),
  });
}

describe('the roles of the pipeline', () => {
  it('are a valid template', () => {
    expect(new TemplateValidator().validate(template)).toEqual([]);
  });

  it.each(ROLES)('lets exactly one kind of job of this repository be the %s', (name) => {
    const [statement, ...others] = z.parse(Role, Resources[name]).Properties.AssumeRolePolicyDocument.Statement;
    expect(others).toEqual([]);
    const { StringEquals } = statement?.Condition ?? {};
    expect(StringEquals?.['token.actions.githubusercontent.com:aud']).toBe('sts.amazonaws.com');
    expect(JSON.stringify(StringEquals?.['token.actions.githubusercontent.com:sub'])).toMatch(
      /repo:\$\{Repository\}:(pull_request|environment:\w+)"/,
    );
  });

  it.each([
    ['PreviewRole', 'staging'],
    ['PreviewRole', 'prod'],
    ['StagingRole', 'prod'],
  ])('keeps the %s away from what %s is called', (name, stage) => {
    const table = `arn:aws:dynamodb:us-east-1:000000000000:table/tradewind-orders-${stage}`;
    const bus = `arn:aws:events:us-east-1:000000000000:event-bus/tradewind-${stage}`;
    const secret = `arn:aws:secretsmanager:us-east-1:000000000000:secret:tradewind/${stage}/cursor-signing-AbCdEf`;
    expect(may(name, 'dynamodb:GetItem', table)).toBe(false);
    expect(may(name, 'events:DeleteEventBus', bus)).toBe(false);
    expect(may(name, 'secretsmanager:GetSecretValue', secret)).toBe(false);
    expect(may(name, 's3:PutObject', `arn:aws:s3:::tradewind-orders-${stage}-serverlessdeploymentbucket-1a2b/x`)).toBe(
      false,
    );
    expect(may(name, 'dynamodb:GetItem', table.replace(stage, 'pr-12'))).toBe(true);
    const pool = 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_pool';
    expect(may(name, 'cognito-idp:AdminSetUserPassword', pool, { stage })).toBe(false);
    expect(may(name, 'cognito-idp:AdminSetUserPassword', pool, { stage: 'pr-12' })).toBe(true);
  });
});

const ALTERING = [
  'iam:CreateRole',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:AttachRolePolicy',
  'iam:DetachRolePolicy',
];

describe.each([
  ['PreviewRole', 'pr', 'pr-12'],
  ['StagingRole', 'staging', 'staging'],
  ['ProductionRole', 'prod', 'prod'],
])('the roles that the %s makes', (name, boundary, stage) => {
  const role = iam(`role/tradewind-orders-${stage}-get-order`);

  it.each(ALTERING)('carry the boundary of its stage: %s', (action) => {
    expect(may(name, action, role, { boundary: boundaryOf(boundary) })).toBe(true);
    expect(may(name, action, role)).toBe(false);
    expect(may(name, action, role, { boundary: boundaryOf('other') })).toBe(false);
    expect(may(name, action, role, { boundary: iam('policy/AdministratorAccess') })).toBe(false);
  });

  it('never lose it', () => {
    expect(may(name, 'iam:DeleteRolePermissionsBoundary', role, { boundary: boundaryOf(boundary) })).toBe(false);
  });

  it('can be handed to their services, trusted anew and taken away', () => {
    const actions = ['iam:PassRole', 'iam:UpdateAssumeRolePolicy', 'iam:DeleteRole', 'iam:GetRole', 'iam:TagRole'];
    expect(actions.filter((action) => !may(name, action, role))).toEqual([]);
  });

  it.each(['tradewind-orders-demo-get-order', 'tradewind-github-ProductionRole-1A2B3C', 'administrator'])(
    'are never %s',
    (other) => {
      const actions = [...ALTERING, 'iam:PassRole', 'iam:UpdateAssumeRolePolicy', 'iam:TagRole', 'iam:DeleteRole'];
      expect(
        actions.filter((action) => may(name, action, iam(`role/${other}`), { boundary: boundaryOf(boundary) })),
      ).toEqual([]);
    },
  );

  it.each(['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion'])(
    'have a boundary that it cannot change: %s',
    (action) => expect(may(name, action, boundaryOf(boundary))).toBe(false),
  );

  it('are not for it to become', () => {
    expect(may(name, 'sts:AssumeRole', iam(`role/tradewind-orders-${stage}-operator`))).toBe(false);
    expect(may(name, 'sts:AssumeRole', iam('role/administrator'))).toBe(false);
  });
});

it('no deployment of production deletes data', () => {
  const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/tradewind-orders-prod';
  expect(may('ProductionRole', 'dynamodb:DeleteTable', table)).toBe(false);
  expect(may('ProductionRole', 'dynamodb:UpdateTable', table)).toBe(true);
});
