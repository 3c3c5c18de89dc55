import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { Call } from '../support/api.ts';
import type { Json } from './json.ts';

/** A request that the API answers with 2xx, in parts, so that one of them can be changed. */
export interface Baseline {
  readonly route: RouteDefinition;
  /** Path parameters by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly credentials: Pick<Call, 'token' | 'cartToken' | 'headers' | 'signedBy'>;
  readonly key?: string;
  readonly ifMatch?: string;
  readonly body?: Json;
  /** Waits until what the request sets going has happened, where that takes more than the request. */
  readonly settled?: () => Promise<void>;
}

/** A baseline without what its route says already; what is left out is empty. */
export type BaselineParts = Partial<Omit<Baseline, 'route'>>;

/** What the contract says about a mutated request. */
export interface Expectation {
  readonly status: number;
  /** The problem's code; undefined where the gateway answers by itself. */
  readonly code?: string | undefined;
  /** Where the problem must say it is: this path, or one below it. */
  readonly path?: string;
}

export interface Mutation {
  /** What was changed, such as `body type`. */
  readonly kind: string;
  readonly route: RouteDefinition;
  readonly path: string;
  readonly call: Call;
  readonly expected: Expectation;
  /** Whether the request still comes from somebody who may make it. */
  readonly authenticated: boolean;
}

/** The parts of a baseline that a mutation replaces. */
export interface Change {
  readonly parameters?: Readonly<Record<string, string>>;
  /** The query as text, without the question mark. */
  readonly search?: string;
  readonly call?: Partial<Call>;
}

/** The path of a request: parameters put in, percent-encoded. */
export function pathFor({ route, parameters, query }: Baseline, change: Change = {}): string {
  const values = { ...parameters, ...change.parameters };
  const path = route.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const search = change.search ?? new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

export function callFor({ credentials, key, ifMatch, body }: Baseline): Call {
  return {
    ...credentials,
    ...(key === undefined ? {} : { key }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(body === undefined ? {} : { body }),
  };
}

/** A baseline with one thing changed. `call` members that are undefined are left out of the request. */
export function mutated(
  baseline: Baseline,
  kind: string,
  change: Change,
  expected: Expectation,
  authenticated = true,
): Mutation {
  const call = callFor(baseline);
  const headers = { ...call.headers, ...change.call?.headers };
  return {
    kind,
    route: baseline.route,
    path: pathFor(baseline, change),
    call: { ...call, ...change.call, headers },
    expected,
    authenticated,
  };
}

/** What a request is answered that is invalid there. The templates of a mapped route name no fields. */
export function invalidAt({ route }: Baseline, path: string): Expectation {
  return { status: 400, code: 'request.invalid', ...(route.mapped === true ? {} : { path }) };
}

/** Makes a mutation of a baseline; undefined where this baseline has nothing of the kind, or where it happened to be valid. */
export type Mutator = (baseline: Baseline, random: Choice) => Mutation | undefined;

/** Chances, repeatable by seed. */
export interface Choice {
  /** In [0, 1). */
  next(): number;
  /** One of them. Throws for an empty list. */
  one<Item>(items: readonly Item[]): Item;
}

export function choiceFrom(next: () => number): Choice {
  return {
    next,
    one(items) {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('There is nothing to choose from.');
      return item;
    },
  };
}
