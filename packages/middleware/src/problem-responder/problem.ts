import type { Problem } from '@tradewind/contracts/http/problem';
import type { DomainError } from '@tradewind/kernel';
import type { HttpResult } from '../http/http-result.ts';
import { classifyError } from './classify-error.ts';
import { STATUS_BY_KIND } from './status.ts';

/** Where `type` URIs live; `<base>/<code>` identifies a problem and need not resolve. */
export const PROBLEM_TYPE_BASE = 'https://tradewind.dev/problems';

const CONTENT_TYPE = 'application/problem+json';

function respond(problem: Problem, headers: Record<string, string>): HttpResult {
  return {
    statusCode: problem.status,
    headers: { 'content-type': CONTENT_TYPE, 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(problem),
  };
}

function headersOf({ kind, code, retryAfter }: DomainError): Record<string, string> {
  if (kind === 'unauthenticated') {
    return { 'www-authenticate': code === 'auth.invalid-token' ? 'Bearer error="invalid_token"' : 'Bearer' };
  }
  return retryAfter === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfter))) };
}

/** The opaque answer to a defect: nothing of its cause leaves the log. */
function internalError(requestId: string): HttpResult {
  const problem = {
    type: `${PROBLEM_TYPE_BASE}/internal.error`,
    title: 'Internal error',
    status: 500,
    code: 'internal.error',
    detail: 'Something went wrong on our side. Quote the requestId when you report it.',
    requestId,
  };
  return respond(problem, {});
}

/** Anything that was thrown, as the RFC 9457 response to the client. */
export function toProblemResult(error: unknown, requestId: string): HttpResult {
  const known = classifyError(error);
  if (known === undefined) return internalError(requestId);
  const { status, title } = STATUS_BY_KIND[known.kind];
  const problem = {
    type: `${PROBLEM_TYPE_BASE}/${known.code}`,
    title,
    status,
    code: known.code,
    detail: known.message,
    ...(known.errors.length === 0 ? {} : { errors: [...known.errors] }),
    requestId,
  };
  return respond(problem, headersOf(known));
}
