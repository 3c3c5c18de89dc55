import type { GatewayResponse } from '../front-door/gateway-response.ts';
import { contextOf, headerOf, parameterOf, type Authorized, type RestCall } from './rest-call.ts';
import type { RestApiModel } from './rest-api-model.ts';

/** Why the gateway itself refuses, with the status, the message and the `x-amzn-errortype` that AWS has for it. */
const DEFAULTS = {
  ACCESS_DENIED: [403, 'User is not authorized to access this resource', 'AccessDeniedException'],
  API_CONFIGURATION_ERROR: [500, 'Internal server error', 'InternalServerErrorException'],
  AUTHORIZER_CONFIGURATION_ERROR: [500, 'Internal server error', 'InternalServerErrorException'],
  AUTHORIZER_FAILURE: [500, 'Internal server error', 'InternalServerErrorException'],
  BAD_REQUEST_BODY: [400, 'Invalid request body', 'BadRequestException'],
  BAD_REQUEST_PARAMETERS: [400, 'Missing required request parameters', 'BadRequestException'],
  EXPIRED_TOKEN: [403, 'The security token included in the request is expired', 'ExpiredTokenException'],
  INTEGRATION_FAILURE: [504, 'Internal server error', 'InternalServerErrorException'],
  INTEGRATION_TIMEOUT: [504, 'Endpoint request timed out', 'InternalServerErrorException'],
  INVALID_API_KEY: [403, 'Forbidden', 'ForbiddenException'],
  INVALID_TOKEN: [403, 'The security token included in the request is invalid.', 'UnrecognizedClientException'],
  INVALID_SIGNATURE: [
    403,
    'The request signature we calculated does not match the signature you provided.',
    'InvalidSignatureException',
  ],
  MALFORMED_PROXY_RESPONSE: [502, 'Internal server error', 'InternalServerErrorException'],
  MISSING_AUTHENTICATION_TOKEN: [403, 'Missing Authentication Token', 'MissingAuthenticationTokenException'],
  QUOTA_EXCEEDED: [429, 'Limit Exceeded', 'LimitExceededException'],
  REQUEST_TOO_LARGE: [413, 'Request size exceeded', 'RequestEntityTooLargeException'],
  THROTTLED: [429, 'Too Many Requests', 'TooManyRequestsException'],
  UNAUTHORIZED: [401, 'Unauthorized', 'UnauthorizedException'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Unsupported Media Type', 'BadRequestException'],
} as const;

export type RefusalType = keyof typeof DEFAULTS;

const isRefusalType = (name: string): name is RefusalType => name in DEFAULTS;

/** Every kind of refusal. */
export const REFUSAL_TYPES: readonly RefusalType[] = Object.keys(DEFAULTS).filter(isRefusalType);

/** A refusal on its way to its gateway response. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly type: RefusalType;

  constructor(type: RefusalType, message: string = DEFAULTS[type][1]) {
    super(message);
    this.type = type;
  }
}

interface Refused {
  readonly api: RestApiModel;
  readonly requestId: string;
  /** Unknown where no method was found. */
  readonly call?: RestCall | undefined;
  readonly authorized?: Authorized | undefined;
}

const VARIABLE = /\$(context|stageVariables|method\.request)\.([A-Za-z0-9_.-]*[A-Za-z0-9_-])/g;

/**
 * The gateway response of a refusal: its own, that of its class (DEFAULT_4XX, DEFAULT_5XX), or AWS's body. Templates of
 * gateway responses know variables only.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function refusalResponse({ type, message }: Refusal, refused: Refused): GatewayResponse {
  const { gatewayResponses } = refused.api;
  const [usual, , errorType] = DEFAULTS[type];
  const family = usual >= 500 ? 'DEFAULT_5XX' : 'DEFAULT_4XX';
  const own = gatewayResponses.get(type) ?? gatewayResponses.get(family);
  const headers = { 'x-amzn-requestid': refused.requestId, 'x-amzn-errortype': errorType };
  const status = own?.status ?? usual;
  const [contentType, template] = templateFor(own?.templates ?? {}, refused.call);
  if (template === undefined) {
    const body = Buffer.from(JSON.stringify({ message }));
    return { status, headers: { ...headers, 'content-type': 'application/json' }, body };
  }
  const lookup = variablesOf(refused, type, message);
  const body = template.replaceAll(VARIABLE, (whole, scope: string, name: string) => lookup(scope, name) ?? whole);
  const added = Object.entries(own?.parameters ?? {}).map(([target, source]) => [
    target.replace('gatewayresponse.header.', '').toLowerCase(),
    literal(source) ?? (refused.call === undefined ? '' : (parameterOf(refused.call, source) ?? '')),
  ]);
  return {
    status,
    headers: { ...headers, 'content-type': contentType, ...Object.fromEntries(added) },
    body: Buffer.from(body),
  };
}

/** `'static'` in a parameter mapping. */
export function literal(source: string): string | undefined {
  return /^'(.*)'$/.exec(source)?.[1];
}

/** By what the caller accepts; otherwise the first. */
function templateFor(
  templates: Readonly<Record<string, string>>,
  call: RestCall | undefined,
): [string, string | undefined] {
  const accepted = call === undefined ? '' : (headerOf(call, 'accept') ?? '');
  const entries = Object.entries(templates);
  return entries.find(([type]) => accepted.includes(type)) ?? entries[0] ?? ['application/json', undefined];
}

function variablesOf({ api, requestId, call, authorized }: Refused, type: RefusalType, message: string) {
  const error = { message, messageString: JSON.stringify(message), responseType: type };
  const context = { requestId, ...(call !== undefined && contextOf(call, authorized)), error };
  return (scope: string, name: string): string | undefined => {
    if (scope === 'stageVariables') return api.stage.variables[name];
    if (scope === 'method.request') return call && parameterOf(call, `method.request.${name}`);
    return textAt(context, name.split('.'));
  };
}

function textAt(source: unknown, [name, ...rest]: readonly string[]): string | undefined {
  if (name === undefined) {
    return typeof source === 'string' || typeof source === 'number' ? String(source) : undefined;
  }
  if (typeof source !== 'object' || source === null) return undefined;
  return textAt(Object.entries(source).find(([key]) => key === name)?.[1], rest);
}
