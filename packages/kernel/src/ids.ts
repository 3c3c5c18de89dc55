import { randomBytes } from 'node:crypto';

/** One prefix per kind of thing, so that an id says what it is wherever it is seen. */
export type IdPrefix = 'usr' | 'prd' | 'var' | 'crt' | 'itm' | 'ord' | 'pay' | 'rsv' | 'evt' | 'adr' | 'exp' | 'key';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

let lastTime = -1;
let lastRandom: number[] = [];

function encodeTime(time: number): string {
  let rest = time;
  let text = '';
  for (let index = 0; index < TIME_LENGTH; index += 1) {
    text = CROCKFORD.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function freshRandom(): number[] {
  return Array.from(randomBytes(RANDOM_LENGTH), (byte) => byte % 32);
}

function incremented(digits: readonly number[]): number[] {
  const next = [...digits];
  for (let index = next.length - 1; index >= 0; index -= 1) {
    const digit = next[index] ?? 0;
    if (digit < 31) {
      next[index] = digit + 1;
      return next;
    }
    next[index] = 0;
  }
  return next;
}

/**
 * A ULID (https://github.com/ulid/spec): 48 bits of time in ms, 80 random bits, Crockford base 32.
 * Within one process ids of the same millisecond still ascend, so that sort order is creation order.
 */
export function ulid(time: number = Date.now()): string {
  const instant = Math.max(time, lastTime);
  lastRandom = instant === lastTime ? incremented(lastRandom) : freshRandom();
  lastTime = instant;
  return encodeTime(instant) + lastRandom.map((digit) => CROCKFORD.charAt(digit)).join('');
}

/** A new prefixed, sortable id: `ord_01J9ZK…`. */
export function newId<P extends IdPrefix>(prefix: P): `${P}_${string}` {
  return `${prefix}_${ulid()}`;
}

/** The pattern that every id of this prefix matches; schemas are built from it. */
export function idPattern(prefix: IdPrefix): RegExp {
  return new RegExp(`^${prefix}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`);
}
