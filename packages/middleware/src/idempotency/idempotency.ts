import type { MiddlewareObj } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { DomainError } from '@tradewind/kernel';
import type { Context } from 'aws-lambda';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { toProblemResult } from '../problem-responder/problem.ts';
import { fingerprintOf, scopeId } from './fingerprint.ts';
import type { BeginOutcome, IdempotencyStore, Lease } from './idempotency-store.ts';
import { outcomeOf } from './outcome.ts';

const KEY = /^[\x20-\x7e]{1,255}$/;
/** Beyond the function's own end, so that a lease never expires under work that still runs. */
const LEASE_MARGIN_MS = 1_000;
const DEFAULT_REMAINING_MS = 30_000;
const RETRY_AFTER_S = 1;

function keyOf(header: string | undefined, required: boolean): string | undefined {
  if (header === undefined) {
    if (!required) return undefined;
    const message = 'Send an Idempotency-Key: a value of your own, new for every operation, the same for its retries.';
    throw new DomainError('precondition-required', 'idempotency.key-required', message);
  }
  if (KEY.test(header) && header.trim() !== '') return header;
  throw new DomainError('invalid', 'request.invalid', 'A header is invalid.', {
    errors: [
      { path: 'headers.idempotency-key', code: 'invalid_format', message: 'Must be 1 to 255 printable characters.' },
    ],
  });
}

function refusal(state: 'in-progress' | 'key-reused'): DomainError {
  if (state === 'key-reused') {
    const message = 'This Idempotency-Key was used for another request. Choose a new key.';
    return new DomainError('rule-violated', 'idempotency.key-reused', message);
  }
  const message = 'The first request with this Idempotency-Key is still running.';
  return new DomainError('conflict', 'idempotency.in-progress', message, { retryAfter: RETRY_AFTER_S });
}

function leaseUntil(context: Context): number {
  const remaining = context.getRemainingTimeInMillis?.() ?? DEFAULT_REMAINING_MS;
  return Date.now() + remaining + LEASE_MARGIN_MS;
}

/**
 * Runs a request once per caller, route and `Idempotency-Key`, and answers its repetitions from the store. Stands
 * last in the stack, so that a refused request stores nothing. The answer is kept after the use case has committed;
 * a sandbox that dies in between lets a retry run the use case again once the lease is over.
 */
export function idempotency<R extends RouteDefinition>(
  route: R,
  openStore: () => Promise<IdempotencyStore>,
): MiddlewareObj<HttpEvent<R>, HttpResult> {
  const leases = new WeakMap<HttpEvent<R>, Lease>();

  function begin({ state, requestContext }: HttpEvent<R>, key: string, store: IdempotencyStore, context: Context) {
    const fingerprint = fingerprintOf(state.input ?? { path: null, query: null, body: null });
    const id = scopeId({
      route: `${route.service}/${route.name}`,
      key,
      caller: state.caller,
      sourceIp: requestContext.http.sourceIp,
      fingerprint,
    });
    return store.begin({ id, fingerprint, leaseUntil: leaseUntil(context) });
  }

  function accept(event: HttpEvent<R>, outcome: BeginOutcome): void {
    if (outcome.state === 'begun') {
      leases.set(event, outcome.lease);
      event.state.operationId = outcome.operationId;
    } else if (outcome.state === 'completed') {
      const { result } = outcome;
      event.state.replay = { ...result, headers: { ...result.headers, 'idempotency-replayed': 'true' } };
    } else {
      throw refusal(outcome.state);
    }
  }

  /** The use case has taken effect by now, or has not: failing the request over its record would help nobody. */
  async function settle({ state }: HttpEvent<R>, work: (store: IdempotencyStore) => Promise<void>): Promise<void> {
    try {
      await work(await openStore());
    } catch (error) {
      state.log.error('the idempotency record could not be settled', { error });
    }
  }

  return {
    before: async ({ event, context }) => {
      const key = keyOf(event.headers['idempotency-key'], route.idempotency === 'required');
      if (key === undefined) return;
      event.state.idempotencyKey = key;
      accept(event, await begin(event, key, await openStore(), context));
    },
    after: async ({ event, response }) => {
      const lease = leases.get(event);
      if (lease === undefined || !response) return;
      await settle(event, (store) => store.complete(lease, response));
    },
    onError: async ({ event, error }) => {
      const lease = leases.get(event);
      if (lease === undefined) return;
      const outcome = outcomeOf(error);
      if (outcome === 'leave') return;
      const { requestId } = event.state.trace;
      await settle(event, (store) =>
        outcome === 'keep' ? store.complete(lease, toProblemResult(error, requestId)) : store[outcome](lease),
      );
    },
  };
}
