import type { GatewayResponse } from '../front-door/gateway-response.ts';
import { contextOf, headerOf, type Authorized, type RestCall } from './rest-call.ts';
import { literal, Refusal } from './refusal.ts';
import { mediaTypeOf } from './request-validation.ts';
import { parsedOrEmpty, renderTemplate, select } from './velocity.ts';

const RESPONSE_BODY = /^integration\.response\.body\./;

/** Whether a header of a response can be set from this: a literal, or a value of the integration's answer. */
export function isHeaderSource(source: string): boolean {
  return literal(source) !== undefined || RESPONSE_BODY.test(source);
}

/** What an integration answered, before it is mapped. */
export interface IntegrationOutcome {
  readonly body: string;
  /** What the selection patterns are held against: a function's error message, or a service's status. */
  readonly outcome: string;
  readonly failed: boolean;
}

/**
 * The body for the integration: the request template of the request's content type, or what PassthroughBehavior says.
 * Throws Refusal UNSUPPORTED_MEDIA_TYPE.
 */
export function mappedRequest(call: RestCall, authorized: Authorized): string {
  const { requestTemplates, passthrough } = call.method.integration;
  const template = requestTemplates[mediaTypeOf(call)];
  const body = call.request.body.toString('utf8');
  if (template !== undefined) return rendered(template, call, authorized, body);
  const hasTemplates = Object.keys(requestTemplates).length > 0;
  if (passthrough === 'NEVER' || (passthrough === 'WHEN_NO_TEMPLATES' && hasTemplates)) {
    throw new Refusal('UNSUPPORTED_MEDIA_TYPE');
  }
  return body;
}

/**
 * The answer to the caller: the first response whose selection pattern fits, else the one without a pattern.
 * Throws Refusal API_CONFIGURATION_ERROR where there is none.
 */
export function mappedResponse(
  call: RestCall,
  authorized: Authorized,
  { body, outcome, failed }: IntegrationOutcome,
): GatewayResponse {
  const { responses } = call.method.integration;
  const fitting =
    failed || outcome !== '' ? responses.find(({ pattern }) => pattern?.test(outcome) === true) : undefined;
  const response = fitting ?? responses.find(({ pattern }) => pattern === undefined);
  if (response === undefined) throw new Refusal('API_CONFIGURATION_ERROR');
  const accepted = headerOf(call, 'accept') ?? '';
  const templates = Object.entries(response.templates);
  const [contentType, template] = templates.find(([type]) => accepted.includes(type)) ??
    templates[0] ?? ['application/json'];
  const headers = Object.entries(response.parameters).map(([target, source]) => [
    target.replace('method.response.header.', '').toLowerCase(),
    literal(source) ?? bodyValue(body, source),
  ]);
  return {
    status: response.status,
    headers: { 'content-type': contentType, ...Object.fromEntries(headers) },
    body: Buffer.from(template === undefined ? body : rendered(template, call, authorized, body)),
  };
}

/** The value behind `integration.response.body.receipt.id` in an integration's answer. */
function bodyValue(body: string, source: string): string {
  const value = select(parsedOrEmpty(body), source.replace(RESPONSE_BODY, '$.'));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function rendered(template: string, call: RestCall, authorized: Authorized, body: string): string {
  const context = contextOf(call, authorized);
  return renderTemplate(template, { call, body, context, stageVariables: call.api.stage.variables });
}
