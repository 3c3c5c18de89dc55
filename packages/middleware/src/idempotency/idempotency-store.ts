import type { HttpResult } from '../http/http-result.ts';

/** A claim on a key: who may complete or release it. */
export interface Lease {
  readonly id: string;
  readonly token: string;
}

export interface BeginRequest {
  /** Names caller, route and key; opaque. */
  readonly id: string;
  /** Stands for the request's content; another one under the same id is a reuse of the key. */
  readonly fingerprint: string;
  /** ms since the epoch after which the work counts as crashed and may be begun anew. */
  readonly leaseUntil: number;
}

export type BeginOutcome =
  | {
      readonly state: 'begun';
      readonly lease: Lease;
      /** A ULID: the same for the request that began the key and for every one that takes it over unfinished. */
      readonly operationId: string;
    }
  | { readonly state: 'in-progress' }
  | { readonly state: 'key-reused' }
  | { readonly state: 'completed'; readonly result: HttpResult };

/** Remembers the answers given under idempotency keys for at least 24 hours. */
export interface IdempotencyStore {
  /** Atomically claims the key or says what stands there. */
  begin(request: BeginRequest): Promise<BeginOutcome>;
  /** Keeps the answer for replays. Without effect if the lease has passed to another. */
  complete(lease: Lease, result: HttpResult): Promise<void>;
  /** Gives the key back, as if it had never been used. Without effect if the lease has passed to another. */
  release(lease: Lease): Promise<void>;
  /** Lets the next request under the key take it over at once. Without effect if the lease has passed to another. */
  suspend(lease: Lease): Promise<void>;
}

/** How long an answer is kept, in seconds. */
export const RETENTION_S = 24 * 60 * 60;
