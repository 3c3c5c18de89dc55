import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { formatEntityTag } from '../entity-tag/if-match.ts';
import { checkAnswer } from './check-answer.ts';
import type { HttpResult } from './http-result.ts';
import type { RawReply, Reply } from './reply.ts';

function isRaw(reply: Reply | RawReply): reply is RawReply {
  return 'contentType' in reply;
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
  const body = reply.body === undefined ? '' : JSON.stringify(reply.body);
  checkAnswer(route, reply, body);
  if (reply.body === undefined) return { statusCode: reply.status, headers, body };
  const type = route.responseType ?? 'application/json';
  return { statusCode: reply.status, headers: { 'content-type': type, ...headers }, body };
}
