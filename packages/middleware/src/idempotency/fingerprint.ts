import type { Caller } from '@tradewind/kernel';
import { createHash } from 'node:crypto';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]));
}

/** Stands for what a request asks, whatever its whitespace and the order of its keys. */
export function fingerprintOf(input: { path: unknown; query: unknown; body: unknown }): string {
  return sha256(JSON.stringify(canonical([input.path ?? null, input.query ?? null, input.body ?? null])));
}

export interface Scope {
  /** `<service>/<route>` */
  readonly route: string;
  readonly key: string;
  readonly caller: Caller;
  readonly sourceIp: string;
  readonly fingerprint: string;
}

/**
 * The id under which an answer is kept: caller + route + key. A guest is its cart token. A guest without one is
 * nobody in particular, so its content and address belong to the scope: a stranger who sends the same key must never
 * be given another's answer, which may hold a cart token.
 */
export function scopeId({ route, key, caller, sourceIp, fingerprint }: Scope): string {
  const owner =
    caller.userId !== undefined
      ? ['user', caller.userId]
      : caller.cartToken !== undefined
        ? ['cart', caller.cartToken]
        : ['anonymous', sourceIp, fingerprint];
  return sha256(JSON.stringify([owner, route, key]));
}
