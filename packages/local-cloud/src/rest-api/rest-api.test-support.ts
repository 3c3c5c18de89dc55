import type { GatewayRequest } from '../front-door/request-event.ts';
import { restCall, type RestCall } from './rest-call.ts';
import type { IntegrationModel, RestApiModel, RestMethod } from './rest-api-model.ts';

const INTEGRATION: IntegrationModel = {
  type: 'AWS',
  target: { kind: 'function', functionName: 'work' },
  timeoutMs: 1000,
  roleArn: undefined,
  passthrough: 'NEVER',
  requestTemplates: {},
  responses: [],
  cacheKeyParameters: [],
};

/** A method of an API at stage `dev`. */
export function methodOf(fields: Partial<RestMethod> = {}, integration: Partial<IntegrationModel> = {}): RestMethod {
  return {
    apiId: 'api',
    httpMethod: 'GET',
    path: '/things/{thingId}',
    resourceId: 'thing',
    operation: 'get-thing',
    authorization: 'NONE',
    apiKeyRequired: false,
    parameters: {},
    validatesBody: false,
    validatesParameters: false,
    models: {},
    ...fields,
    integration: { ...INTEGRATION, ...integration },
  };
}

export function apiOf(fields: Partial<RestApiModel> = {}): RestApiModel {
  return {
    id: 'api',
    stage: { name: 'dev', variables: { types: 'https://example.com/problems' }, cacheEnabled: false, settings: [] },
    methods: [],
    gatewayResponses: new Map(),
    policy: undefined,
    usagePlans: [],
    keySource: 'AUTHORIZER',
    ...fields,
  };
}

interface CallFields {
  readonly api?: RestApiModel;
  readonly method?: RestMethod;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request to a method, as the gateway takes it apart. */
export function callOf({
  api = apiOf(),
  method = methodOf(),
  url = '/things/1',
  headers = {},
  body = '',
}: CallFields): RestCall {
  const request: GatewayRequest = {
    method: method.httpMethod,
    url,
    headers,
    rawHeaders: Object.entries(headers).flat(),
    body: Buffer.from(body),
    sourceIp: '203.0.113.7',
    protocol: 'HTTP/1.1',
    port: 4000,
    receivedAt: new Date('2026-01-31T09:30:00Z'),
    requestId: 'req-1',
  };
  return restCall(api, method, { thingId: url.split('/').at(-1)?.split('?')[0] ?? '' }, request, undefined);
}
