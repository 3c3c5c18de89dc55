import { Problem } from '@tradewind/contracts/http/problem';
import { seededRandom } from '@tradewind/local-cloud/faults/seeded-random';
import { inParallel } from '../faults/buyer.ts';
import { request, type Answer } from '../support/api.ts';
import { tablesAtRest } from '../support/tables.ts';
import { ADDRESS_MUTATORS } from './address-mutators.ts';
import { provenBaselines } from './baselines.ts';
import { BODY_MUTATORS, ENVELOPE_MUTATORS } from './body-mutators.ts';
import { belowAdmin, CREDENTIAL_MUTATORS } from './credential-mutators.ts';
import { HEADER_MUTATORS } from './header-mutators.ts';
import { isObject } from './json.ts';
import { choiceFrom, type Baseline, type Choice, type Mutation, type Mutator } from './mutation.ts';
import { createWorld } from './world.ts';

export interface MutationRun {
  readonly count: number;
  readonly seed: number;
  /** Of the AWS APIs, to compare the tables. */
  readonly awsUrl: string;
  readonly onProgress?: (sent: number) => void;
}

export interface MutationReport {
  readonly seed: number;
  readonly sent: number;
  /** Drawn and not sent, since the contract allows them. */
  readonly valid: number;
  readonly authenticated: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byKind: Readonly<Record<string, number>>;
  /** How many requests of each operation were answered with which status. */
  readonly byOperation: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What was not as documented, with the request; at most a hundred. */
  readonly failures: readonly string[];
  readonly seconds: number;
}

/** Operations at once: more would keep two cores no busier, and their functions would push each other out. */
const LANES = 4;
/** Tables are compared after so many; others set the scene then, as access tokens live for fifteen minutes only. */
const BATCH = 25_000;
const MAX_FAILURES = 100;
/** Of a hundred mutations; so at least 80 % pass authentication. */
const TOKEN_PERCENT = 10;

function draw(baseline: Baseline, tokenMutators: readonly Mutator[], random: Choice): Mutation | undefined {
  if (random.next() * 100 < TOKEN_PERCENT) return random.one(tokenMutators)(baseline, random);
  // Half of what has a body goes to what the body says, where most of the rules are.
  const groups = baseline.body === undefined ? [] : [BODY_MUTATORS, BODY_MUTATORS, ENVELOPE_MUTATORS];
  return random.one(random.one([...groups, ADDRESS_MUTATORS, HEADER_MUTATORS]))(baseline, random);
}

/** What is wrong with an answer; undefined if it is as documented. */
function complaint({ expected }: Mutation, { status, body }: Answer): string | undefined {
  if (status !== expected.status) return `answered ${status}`;
  const problem = Problem.safeParse(body).data;
  if (expected.code === undefined) return undefined;
  if (problem === undefined) return 'answered without a problem';
  if (expected.code !== 'any' && problem.code !== expected.code) return `answered ${problem.code}`;
  const { path } = expected;
  if (path === undefined) return undefined;
  const places = (problem.errors ?? []).map((error) => error.path);
  const isNamed = places.some((place) => place === path || place.startsWith(`${path}.`));
  return isNamed ? undefined : `named ${places.join(', ') || 'no place'}`;
}

function described({ kind, route, path, call, expected }: Mutation, what: string): string {
  const { token: _token, cartToken: _cartToken, signedBy: _signer, headers, ...others } = call;
  const shown = { ...others, headers: { ...headers, authorization: undefined } };
  const sent = JSON.stringify(shown).slice(0, 400);
  return `${kind}: ${route.method} ${path.slice(0, 200)} ${sent} should be ${JSON.stringify(expected)}, but ${what}`;
}

async function failureOf(mutation: Mutation): Promise<{ status: number; failure?: string }> {
  try {
    const answer = await request(mutation.route.method, mutation.path, mutation.call);
    const what = complaint(mutation, answer);
    return { status: answer.status, ...(what === undefined ? {} : { failure: described(mutation, what) }) };
  } catch (error) {
    return {
      status: 0,
      failure: described(mutation, `it threw ${error instanceof Error ? error.message : String(error)}`),
    };
  }
}

/** Whether the table's own time to live may take the row. */
function hasExpired(row: string): boolean {
  const item: unknown = JSON.parse(row);
  const expiry = isObject(item) && isObject(item['expiresAt']) ? Number(item['expiresAt']['N']) : Infinity;
  return expiry * 1000 <= Date.now();
}

function tableChanges(before: Record<string, string[]>, after: Record<string, string[]>): string[] {
  return Object.keys(after).flatMap((table) => {
    const [old, now] = [new Set(before[table]), new Set(after[table])];
    const added = [...now].filter((row) => !old.has(row));
    const lost = [...old].filter((row) => !now.has(row) && !hasExpired(row));
    return [
      ...added.map((row) => `${table} has now ${row.slice(0, 300)}`),
      ...lost.map((row) => `${table} lost ${row.slice(0, 300)}`),
    ];
  });
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** What a run has found so far. */
class Tally {
  sent = 0;
  valid = 0;
  authenticated = 0;
  readonly byStatus: Record<string, number> = {};
  readonly byKind: Record<string, number> = {};
  readonly byOperation: Record<string, Record<string, number>> = {};
  readonly failures: string[] = [];

  get isHopeless(): boolean {
    return this.failures.length >= MAX_FAILURES;
  }

  add(mutation: Mutation, status: number, failure: string | undefined): void {
    this.authenticated += mutation.authenticated ? 1 : 0;
    count(this.byStatus, String(status));
    count(this.byKind, mutation.kind);
    count((this.byOperation[mutation.route.name] ??= {}), String(status));
    if (failure !== undefined) this.failures.push(failure);
  }
}

/** As many mutations of one operation, one after the other: its function stays warm meanwhile. */
async function mutateOne(baseline: Baseline, wanted: number, tokens: readonly Mutator[], random: Choice, tally: Tally) {
  for (let sent = 0; sent < wanted && !tally.isHopeless;) {
    const mutation = draw(baseline, tokens, random);
    if (mutation === undefined) {
      tally.valid += 1;
      continue;
    }
    sent += 1;
    tally.sent += 1;
    const { status, failure } = await failureOf(mutation);
    tally.add(mutation, status, failure);
  }
}

/** An equal share of the mutations for each operation; those that come first take what is left over. */
function shares(wanted: number, operations: number): number[] {
  return Array.from({ length: operations }, (_, index) => Math.ceil((wanted - index) / operations));
}

/** Sends mutations of every operation's baseline to the system under test and compares what comes with the contract. */
export async function runMutations({ count: wanted, seed, awsUrl, onProgress }: MutationRun): Promise<MutationReport> {
  const started = performance.now();
  const tally = new Tally();
  for (let batch = 0; tally.sent < wanted && !tally.isHopeless; batch += 1) {
    const world = await createWorld(awsUrl);
    const baselines = await provenBaselines(world);
    const tokens = [...CREDENTIAL_MUTATORS, belowAdmin(world.shopper.token)];
    const before = await tablesAtRest(awsUrl);
    const share = shares(Math.min(BATCH, wanted - tally.sent), baselines.length);
    await inParallel(baselines, LANES, async (baseline, index) => {
      // Chances of its own for each operation: what is sent does not depend on which answer came first.
      const random = choiceFrom(seededRandom(seed + batch * baselines.length + index));
      await mutateOne(baseline, share[index] ?? 0, tokens, random, tally);
    });
    tally.failures.push(...tableChanges(before, await tablesAtRest(awsUrl)).slice(0, MAX_FAILURES));
    onProgress?.(tally.sent);
  }
  const { sent, valid, authenticated, byStatus, byKind, byOperation, failures } = tally;
  const seconds = (performance.now() - started) / 1000;
  return { seed, sent, valid, authenticated, byStatus, byKind, byOperation, failures, seconds };
}
