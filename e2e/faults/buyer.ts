import { isProblem, type Order, type TradewindProblem } from '@tradewind/client';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import * as shop from '../support/shopping.ts';

/** What a client sees of its checkout in the end. */
export type Outcome =
  | { readonly kind: 'confirmed' | 'pending'; readonly order: Order }
  | { readonly kind: 'refused'; readonly code: string };

/** What came of a checkout: an order, or a refusal, which is an answer, too. */
export type Verdict = shop.CheckoutAnswer | TradewindProblem;

const RETRY_MS = 150;

/** Checks a cart out, once. Rejects only when no answer comes. */
export async function attemptCheckout(cart: shop.OpenCart, options: shop.CheckoutOptions): Promise<Verdict> {
  try {
    return await shop.checkout(cart, options);
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
}

/** Whether the server asks for the same request again: it is busy, or still at the first one. */
export function asksForRetry(verdict: Verdict): boolean {
  return (
    isProblem(verdict) &&
    ([429, 503].includes(verdict.status) || ['idempotency.in-progress', 'request.conflict'].includes(verdict.code))
  );
}

function outcomeOf(verdict: Verdict): Outcome {
  if (isProblem(verdict)) return { kind: 'refused', code: verdict.code };
  return { kind: verdict.status === 201 ? 'confirmed' : 'pending', order: verdict.data };
}

/** Repeats a checkout, as a well-behaved client does, until the server has an answer that is not "again, please". */
export async function insistently(
  call: () => Promise<Verdict>,
  timeoutMs = 80_000,
  intervalMs = RETRY_MS,
): Promise<Verdict> {
  return eventually(
    async () => {
      const verdict = await call();
      if (isProblem(verdict) && asksForRetry(verdict)) throw verdict;
      return verdict;
    },
    { timeoutMs, intervalMs },
  );
}

/** A guest's cart with one unit of each variant in it. */
export async function filledCart(...variantIds: readonly string[]): Promise<shop.OpenCart> {
  const cart = await shop.createCart();
  for (const id of variantIds) await shop.addItem(cart, id);
  return cart;
}

/** Checks a cart out under one key, repeating as asked. */
export async function buy(cart: shop.OpenCart, options: shop.CheckoutOptions = {}): Promise<Outcome> {
  const email = `buyer-${randomUUID()}@example.com`;
  const asked = { email, key: randomUUID(), ...options };
  return outcomeOf(await insistently(() => attemptCheckout(cart, asked)));
}

/** Runs the work for every input, so many at once; results in the order of the inputs. */
export async function inParallel<Input, Result>(
  inputs: readonly Input[],
  width: number,
  work: (input: Input, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = inputs.entries();
  const lane = async (): Promise<void> => {
    for (const [index, input] of queue) results[index] = await work(input, index);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}
