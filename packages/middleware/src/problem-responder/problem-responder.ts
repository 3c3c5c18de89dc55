import type { MiddlewareObj } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { isDomainError, type DomainError } from '@tradewind/kernel';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import type { LogFields, Logger } from '../logging/logger.ts';
import { toProblemResult } from './problem.ts';

/** What a refusal adds to the request's one log line; the offending values stay out of it. */
function refusalOf(error: DomainError): LogFields {
  const fields = error.errors.map(({ path, code }) => `${path} ${code}`);
  return { code: error.code, ...(fields.length === 0 ? {} : { fields }) };
}

/** Failures that somebody has to look into get a line of their own, with their cause. */
function logFailure(log: Logger, error: unknown, status: number): void {
  if (!isDomainError(error)) log.error(status === 500 ? 'unexpected error' : 'untranslated error', { status, error });
  else if (status >= 500) log.warn('request failed', { status, code: error.code, cause: error.cause });
}

/**
 * Turns every failure into problem+json. The stock http-error-handler passes errors without a status on as they are
 * and answers plain text; here each is logged with its cause and answered in the one format.
 */
export function respondWithProblems<R extends RouteDefinition>(): MiddlewareObj<HttpEvent<R>, HttpResult> {
  return {
    onError: (request) => {
      const { state } = request.event;
      const result = toProblemResult(request.error, state.trace.requestId);
      logFailure(state.log, request.error, result.statusCode);
      if (isDomainError(request.error)) state.refusal = refusalOf(request.error);
      request.response = result;
    },
  };
}
