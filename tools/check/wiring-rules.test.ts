import { describe, expect, it } from '@jest/globals';
import { defineEvent } from '@tradewind/contracts/events/event';
import { defineRoute } from '@tradewind/contracts/http/route';
import { secretArn } from '@tradewind/local-cloud/secretsmanager/secret-arn';
import type { FunctionModel, ServiceModel } from '@tradewind/local-cloud/templates/model';
import * as z from 'zod/mini';
import { eventFindings, missingSecretFindings, serviceFindings, type ServiceFacts } from './wiring-rules.ts';

const getThing = defineRoute({
  service: 'orders',
  name: 'get-thing',
  method: 'GET',
  path: '/v1/things',
  access: 'shopper',
  summary: 'A thing',
  responses: { 204: null },
});

const model: FunctionModel = {
  name: 'tradewind-orders-dev-get-thing',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:tradewind-orders-dev-get-thing',
  key: 'get-thing',
  service: 'orders',
  handler: 'src/handlers/get-thing.handler',
  environment: {},
  timeoutSeconds: 10,
  memoryMb: 512,
  events: [{ type: 'httpApi', method: 'GET', path: '/v1/things', authorization: 'jwt' }],
  onFailureArn: undefined,
  maximumRetryAttempts: 2,
  roleName: 'role',
  roleStatements: [{ effect: 'Allow', actions: ['dynamodb:GetItem'], resources: ['arn:aws:x'], conditions: {} }],
};

function service(functions: readonly FunctionModel[], resources: ServiceModel['resources'] = []): ServiceModel {
  return {
    name: 'orders',
    directory: 'services/orders',
    stackName: 'tradewind-orders',
    functions,
    resources,
    buildOptions: {},
  };
}

const agreeing: ServiceFacts = {
  service: service([model]),
  routes: [getThing],
  functions: [],
  handlerFiles: ['get-thing'],
  sampleFiles: ['get-thing'],
};

describe('serviceFindings', () => {
  it('has nothing to say of a service that agrees with itself', () => {
    expect(serviceFindings(agreeing)).toEqual([]);
  });

  it.each<[string, Partial<ServiceFacts>, RegExp]>([
    ['a handler without a function', { handlerFiles: ['get-thing', 'lost'] }, /lost\.ts is no function/],
    ['a function without a handler', { handlerFiles: [] }, /no file src\/handlers\/get-thing\.ts/],
    ['a function without a sample', { sampleFiles: [] }, /no sample event/],
    ['a contract without a function', { service: service([]), handlerFiles: [] }, /exactly one function/],
    ['a route without a contract', { routes: [] }, /no contract declares/],
    ['another path', { routes: [{ ...getThing, path: '/v1/other' }] }, /in the YAML/],
    [
      'a missing authorizer',
      {
        service: service([
          { ...model, events: [{ type: 'httpApi', method: 'GET', path: '/v1/things', authorization: 'none' }] },
        ]),
      },
      /authorization must be jwt/,
    ],
    ['a route of IAM that has none', { routes: [{ ...getThing, access: 'internal' }] }, /authorization must be iam/],
    [
      'a partner route without a method',
      { routes: [getThing, { ...getThing, name: 'get-it', access: 'partner' }] },
      /get-it is GET \/v1\/things in its contract only/,
    ],
    ['a needless authorizer', { routes: [{ ...getThing, access: 'guest' }] }, /authorization must be none/],
    [
      'a role for everything',
      {
        service: service([
          {
            ...model,
            roleStatements: [{ effect: 'Allow', actions: ['dynamodb:GetItem'], resources: ['*'], conditions: {} }],
          },
        ]),
      },
      /more than named/,
    ],
    ['another handler name', { service: service([{ ...model, handler: 'src/handlers/thing.handler' }]) }, /instead of/],
  ])('names %s', (_, change, finding) => {
    expect(serviceFindings({ ...agreeing, ...change }).join('\n')).toMatch(finding);
  });
});

describe('the role of a route with idempotency keys', () => {
  const missing = (status: number | undefined, ...actions: string[]) => {
    const problems = status === undefined ? {} : { problems: [{ status, code: 'orders.refused' }] };
    const roleStatements = [{ effect: 'Allow' as const, actions, resources: ['arn:aws:x'], conditions: {} }];
    const routes = [{ ...getThing, ...problems, idempotency: 'honoured' as const }];
    return serviceFindings({ ...agreeing, routes, service: service([{ ...model, roleStatements }]) });
  };
  const keeping = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];

  it('lacks nothing where no refusal gives a key back', () => {
    for (const status of [undefined, 402, 409, 422, 503]) expect(missing(status, ...keeping)).toEqual([]);
  });

  it.each([400, 403, 404, 412, 429])('has to give a key back after %i', (status) => {
    expect(missing(status, ...keeping)).toEqual([expect.stringMatching(/get-thing lacks dynamodb:DeleteItem/)]);
    expect(missing(status, ...keeping, 'dynamodb:DeleteItem')).toEqual([]);
  });

  it('has to begin and to complete', () => {
    expect(missing(undefined, 'dynamodb:PutItem')).toEqual([expect.stringMatching(/lacks dynamodb:UpdateItem/)]);
    expect(missing(undefined, 'dynamodb:UpdateItem')).toEqual([expect.stringMatching(/lacks dynamodb:PutItem/)]);
  });
});

describe('eventFindings', () => {
  const placed = defineEvent({ service: 'orders', name: 'order-placed', version: 1, data: z.strictObject({}) });
  const rule = (detailType: string) =>
    service(
      [],
      [
        {
          logicalId: 'Rule',
          type: 'AWS::Events::Rule',
          ref: 'rule',
          properties: { EventPattern: { 'detail-type': [detailType] } },
        },
      ],
    );

  it('knows the events that contracts define', () => {
    expect(eventFindings([rule('orders.order-placed.v1')], [placed])).toEqual([]);
  });

  it('names a rule that waits for an event of no contract', () => {
    expect(eventFindings([rule('orders.order-placed.v2')], [placed])).toHaveLength(1);
  });
});

describe('missingSecretFindings', () => {
  const reader = { ...model, environment: { CURSOR_SECRET_ID: 'tradewind/dev/cursor-signing', STAGE: 'dev' } };
  const secret = (name: string): ServiceModel['resources'] => [
    { logicalId: 'Secret', type: 'AWS::SecretsManager::Secret', ref: secretArn(name), properties: {} },
  ];

  it('passes secrets that some template makes', () => {
    const services = [service([reader]), service([], secret('tradewind/dev/cursor-signing'))];
    expect(missingSecretFindings(services)).toEqual([]);
  });

  it('tells of one that none makes', () => {
    const services = [service([reader], secret('tradewind/dev/other'))];
    expect(missingSecretFindings(services)).toEqual([expect.stringMatching(/CURSOR_SECRET_ID of get-thing/)]);
  });
});
