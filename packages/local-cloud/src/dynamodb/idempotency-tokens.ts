import type { Clock } from '@tradewind/kernel';
import { createHash } from 'node:crypto';
import { AwsError } from '../aws/api.ts';
import { del, put, type Storage, type WriteOperation } from './storage.ts';

const LIFETIME_MS = 10 * 60 * 1000;
const MILLISECOND_DIGITS = 15;

function expiryText(expiresAt: number): string {
  return String(expiresAt).padStart(MILLISECOND_DIGITS, '0');
}

/** What makes two requests under one token the same request. */
export function requestHash(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}

/** The `ClientRequestToken`s of the transactions of the last ten minutes. The caller holds the token's lock. */
export class IdempotencyTokens {
  readonly #storage: Storage;
  readonly #clock: Clock;

  constructor(storage: Storage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
  }

  static lockKey(token: string): string {
    return `~token~${token}`;
  }

  /** Whether the transaction took effect before. Throws IdempotentParameterMismatchException if it was another one. */
  isRepetition(token: string, hash: string): boolean {
    const used = this.#storage.tokens.getSync(token);
    if (used === undefined || used.expiresAt <= this.#clock.now().getTime()) return false;
    if (used.requestHash !== hash) {
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'The request uses the same client token as a previous, but non-identical request.',
      );
    }
    return true;
  }

  /** Remembers the transaction, in the batch that commits it. */
  remembering(token: string, hash: string): WriteOperation[] {
    const expiresAt = this.#clock.now().getTime() + LIFETIME_MS;
    return [
      put(this.#storage.tokens, token, { requestHash: hash, expiresAt }),
      put(this.#storage.tokenExpiries, `${expiryText(expiresAt)}~${token}`, token),
    ];
  }

  /** Forgets what has expired. A token that was used again since then keeps its later use. */
  async prune(now: Date): Promise<void> {
    const due = await this.#storage.tokenExpiries.iterator({ lt: expiryText(now.getTime()) }).all();
    if (due.length === 0) return;
    const uses = await this.#storage.tokens.getMany(due.map(([, token]) => token));
    const operations: WriteOperation[] = [];
    for (const [index, [key, token]] of due.entries()) {
      operations.push(del(this.#storage.tokenExpiries, key));
      if ((uses[index]?.expiresAt ?? 0) < now.getTime()) operations.push(del(this.#storage.tokens, token));
    }
    await this.#storage.write(operations);
  }
}
