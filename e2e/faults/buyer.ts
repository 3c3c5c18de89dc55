import { Problem } from '@tradewind/contracts/http/problem';
import { OrderView } from '@tradewind/contracts/orders/views';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import type { Answer } from '../support/api.ts';
import * as shop from '../support/shopping.ts';

/** What a client sees of its checkout in the end. */
export type Outcome =
  | { readonly kind: 'confirmed' | 'pending'; readonly order: OrderView; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly code: string; readonly answer: Answer };

const RETRY_MS = 150;

function codeOf({ body }: Answer): string | undefined {
  return Problem.safeParse(body).data?.code;
}

/** Whether the server asks for the same request again: it is busy, or still at the first one. */
export function asksForRetry(answer: Answer): boolean {
  return (
    [429, 503].includes(answer.status) ||
    codeOf(answer) === 'idempotency.in-progress' ||
    codeOf(answer) === 'request.conflict'
  );
}

function outcomeOf(answer: Answer): Outcome {
  if (answer.status === 201) return { kind: 'confirmed', order: OrderView.parse(answer.body), answer };
  if (answer.status === 202) return { kind: 'pending', order: OrderView.parse(answer.body), answer };
  return { kind: 'refused', code: codeOf(answer) ?? `status ${answer.status}`, answer };
}

/** Repeats a call, as a well-behaved client does, until the server has an answer that is not "again, please". */
export async function insistently(
  call: () => Promise<Answer>,
  timeoutMs = 80_000,
  intervalMs = RETRY_MS,
): Promise<Answer> {
  return eventually(
    async () => {
      const answer = await call();
      if (asksForRetry(answer)) throw new Error(`Still ${answer.status} ${codeOf(answer) ?? ''}.`);
      return answer;
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
  return outcomeOf(await insistently(() => shop.checkout(cart, asked)));
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
