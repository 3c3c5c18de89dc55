import type { RouteDefinition } from '@tradewind/contracts/http/route';
import * as z from 'zod/mini';
import { formatEntityTag } from '../entity-tag/if-match.ts';
import { env } from '../env.ts';
import type { HttpResult } from './http-result.ts';
import type { RawReply, Reply } from './reply.ts';

const PRODUCTION_STAGES = new Set(['prod', 'production']);

function isRaw(reply: Reply | RawReply): reply is RawReply {
  return 'contentType' in reply;
}

/**
 * Everywhere but in production an answer is held against its contract, so that tests and the local system find
 * a drifting view; in production it would only cost time.
 */
function checkContract(route: RouteDefinition, { status, body }: Reply): void {
  if (PRODUCTION_STAGES.has(env().STAGE)) return;
  const schema = route.responses[status];
  if (schema === undefined) throw new Error(`${route.name} answered ${status}, which its contract does not declare.`);
  if (schema === null) {
    if (body === undefined) return;
    throw new Error(`${route.name} answered ${status} with a body, where its contract declares none.`);
  }
  const { error } = z.safeParse(schema, body);
  if (error === undefined) return;
  const issues = error.issues.map(({ path, code }) => `${path.join('.') || 'body'}: ${code}`);
  throw new Error(`${route.name} answered ${status} against its contract: ${issues.join('; ')}`);
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Serialises a handler's reply. Throws, outside of production, if the reply breaks the route's contract. */
export function toHttpResult(route: RouteDefinition, reply: Reply | RawReply): HttpResult {
  const headers = reply.headers === undefined ? {} : lowerCaseNames(reply.headers);
  if (reply.etag !== undefined) headers['etag'] = formatEntityTag(reply.etag);
  if (isRaw(reply)) {
    return { statusCode: reply.status, headers: { 'content-type': reply.contentType, ...headers }, body: reply.text };
  }
  checkContract(route, reply);
  if (reply.body === undefined) return { statusCode: reply.status, headers, body: '' };
  const type = route.responseType ?? 'application/json';
  return { statusCode: reply.status, headers: { 'content-type': type, ...headers }, body: JSON.stringify(reply.body) };
}
