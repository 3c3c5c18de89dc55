import { isProblem } from '@tradewind/client';
import { seededRandom } from '@tradewind/local-cloud/faults/seeded-random';
import { checkBooks } from '@tradewind/invariants/check-books';
import { readBooks } from '@tradewind/invariants/read-books';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as shop from '../support/shopping.ts';
import { startSystem, type System } from '../support/system.ts';
import { awsSide } from './aws.ts';
import { asksForRetry, attemptCheckout, insistently, type Verdict } from './buyer.ts';

export interface ChaosOptions {
  readonly kills: number;
  readonly seed: number;
  readonly dataDir: string;
  readonly onKill?: (kills: number, acknowledged: number) => void;
}

export interface ChaosReport {
  readonly seed: number;
  readonly kills: number;
  /** Purchases whose order the client was told of. */
  readonly acknowledged: number;
  /** Purchases of which the client was told after a crash in their midst, by the same key. */
  readonly afterRetry: number;
  readonly orders: Readonly<Record<string, number>>;
  /** Everything that is not as it was promised. */
  readonly findings: readonly string[];
  readonly seconds: number;
}

interface Acknowledged {
  readonly orderId: string;
  readonly cart: shop.OpenCart;
  readonly attempts: number;
}

const BUYERS = 4;
const STOCK = 100_000;
/** A kill comes within so many ms of a checkout that was sent. */
const LONGEST_LIFE_MS = 1_500;
/**
 * A purchase that met a crash may be repeated once the time of its function is surely over, which is 26 s; kills that
 * come faster than that keep it from its end until they are over.
 */
const PURCHASE_MS = 15 * 60_000;
const RETRY_MS = 100;
/** Of purchases that met a crash: rare enough that they leave the cores to the new ones. */
const PATIENT_RETRY_MS = 1_000;

/** Repeats through crashes and restarts. Nothing is listening meanwhile: that fails like any other attempt. */
async function throughCrashes<Result>(attempt: () => Promise<Result> | Result): Promise<Result> {
  return eventually(attempt, { timeoutMs: PURCHASE_MS, intervalMs: RETRY_MS });
}

interface Purchase {
  readonly cart: shop.OpenCart;
  readonly options: shop.CheckoutOptions;
  attempts: number;
}

/**
 * The outside client: remembers every order that it was told of, and repeats what it was not told the end of, while
 * it goes on buying.
 */
class OutsideClient {
  readonly acknowledged: Acknowledged[] = [];
  readonly failures: string[] = [];
  /** Purchases that came as far as their first checkout. */
  checkoutsSent = 0;
  readonly #variantId: string;
  readonly #interrupted: Promise<void>[] = [];
  #buying = true;

  constructor(variantId: string) {
    this.#variantId = variantId;
  }

  stop(): void {
    this.#buying = false;
  }

  /** Buys until it is stopped. */
  async run(): Promise<void> {
    while (this.#buying) {
      const purchase = await this.#begin();
      this.checkoutsSent += 1;
      const answer = await this.#checkout(purchase).catch(() => undefined);
      if (answer === undefined || asksForRetry(answer)) this.#interrupted.push(this.#insist(purchase));
      else this.#note(purchase, answer);
    }
  }

  /** Resolves once every purchase that met a crash has its answer. */
  async settled(): Promise<void> {
    await Promise.all(this.#interrupted);
  }

  async #begin(): Promise<Purchase> {
    const cart = await throughCrashes(() => shop.createCart());
    await throughCrashes(() => shop.addItem(cart, this.#variantId));
    return { cart, options: { email: `chaos-${randomUUID()}@example.com`, key: randomUUID() }, attempts: 0 };
  }

  async #checkout(purchase: Purchase): Promise<Verdict> {
    purchase.attempts += 1;
    return attemptCheckout(purchase.cart, purchase.options);
  }

  async #insist(purchase: Purchase): Promise<void> {
    try {
      this.#note(purchase, await insistently(() => this.#checkout(purchase), PURCHASE_MS, PATIENT_RETRY_MS));
    } catch (error) {
      this.failures.push(`A purchase was never answered: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #note({ cart, attempts }: Purchase, answer: Verdict): void {
    if (isProblem(answer)) this.failures.push(`A purchase was answered ${answer.message}`);
    else this.acknowledged.push({ orderId: answer.data.id, cart, attempts });
  }
}

async function start(options: ChaosOptions, before?: System): Promise<System> {
  const ports = before === undefined ? {} : { port: before.port, awsPort: before.awsPort };
  const system = await startSystem({ dataDir: options.dataDir, ...ports });
  process.env['TRADEWIND_URL'] = system.url;
  return system;
}

function requireMore(client: OutsideClient, before: number): void {
  if (client.checkoutsSent === before) throw new Error('Nobody checks out.');
}

/** What each order that was acknowledged has become; one that is not there is a finding. */
async function lostOrders(acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const findings: string[] = [];
  for (const { orderId, cart } of acknowledged) {
    const { status } = await shop.getOrder(orderId, cart.credentials);
    if (status !== 'confirmed') findings.push(`${orderId} was acknowledged and is ${status}.`);
  }
  const ids = new Set(acknowledged.map(({ orderId }) => orderId));
  if (ids.size < acknowledged.length) findings.push('Two purchases were answered the same order.');
  return findings;
}

async function verdict({ awsUrl }: System, client: OutsideClient) {
  const aws = awsSide(awsUrl);
  try {
    await aws.settleOrders();
    const books = await readBooks(aws.dynamodb, 'dev');
    const broken = checkBooks(books, { now: new Date(), patienceMs: 0 });
    const known = new Set(client.acknowledged.map(({ orderId }) => orderId));
    const orders: Record<string, number> = {};
    const findings = broken.map(({ invariant, subject, message }) => `${invariant} ${subject} ${message}`);
    for (const { orderId, status } of books.orders) {
      orders[status] = (orders[status] ?? 0) + 1;
      if (status === 'confirmed' && !known.has(orderId)) findings.push(`${orderId} was made, and nobody was told.`);
    }
    return { orders, findings };
  } finally {
    aws.close();
  }
}

/** Kills a system again and again under purchases, and tells what it lost, doubled or left in disagreement. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const started = performance.now();
  const random = seededRandom(options.seed);
  let system = await start(options);
  const [variant] = await shop.publishProducts(1, STOCK);
  const client = new OutsideClient(variant?.id ?? '');
  const buyers = Array.from({ length: BUYERS }, () => client.run());
  for (let kills = 1; kills <= options.kills; kills += 1) {
    const before = client.checkoutsSent;
    await throughCrashes(() => requireMore(client, before));
    await delay(random() * LONGEST_LIFE_MS);
    await system.kill();
    system = await start(options, system);
    options.onKill?.(kills, client.acknowledged.length);
  }
  client.stop();
  await Promise.all(buyers);
  await client.settled();
  try {
    const { orders, findings } = await verdict(system, client);
    return {
      seed: options.seed,
      kills: options.kills,
      acknowledged: client.acknowledged.length,
      afterRetry: client.acknowledged.filter(({ attempts }) => attempts > 1).length,
      orders,
      findings: [...client.failures, ...(await lostOrders(client.acknowledged)), ...findings],
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await system.stop();
  }
}
