import type { MiddlewareObj } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { isDomainError } from '@tradewind/kernel';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import type { Logger } from '../logging/logger.ts';
import { toProblemResult } from './problem.ts';

function logFailure(log: Logger, error: unknown, status: number): void {
  if (!isDomainError(error)) {
    log.error(status === 500 ? 'unexpected error' : 'untranslated error', { status, error });
    return;
  }
  const fields = { status, code: error.code, fields: error.errors.map(({ path, code }) => `${path} ${code}`) };
  if (status < 500) log.info('request refused', fields);
  else log.warn('request failed', { ...fields, cause: error.cause });
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
      request.response = result;
    },
  };
}
