import { mutated, type Baseline, type Mutation, type Mutator } from './mutation.ts';

const IF_MATCH = 'headers.if-match';
const KEY = 'headers.idempotency-key';

const malformedIfMatch: Mutator = (baseline, random) => {
  if (baseline.route.ifMatch === undefined) return undefined;
  const ifMatch = random.one(['yesterday', '3', "'3'", '"3', '"1", "2"', '""', '" 3"', '"-1"']);
  const expected = ['"-1"', '""'].includes(ifMatch)
    ? { status: 412, code: 'request.stale-version' }
    : { status: 400, code: 'request.invalid', path: IF_MATCH };
  return mutated(baseline, 'if-match form', { call: { ifMatch } }, expected);
};

const staleIfMatch: Mutator = (baseline, random) => {
  if (baseline.route.ifMatch === undefined) return undefined;
  const ifMatch = random.one(['"99999"', 'W/"1"', '"abc"']);
  return mutated(baseline, 'if-match stale', { call: { ifMatch } }, { status: 412, code: 'request.stale-version' });
};

/** A call without one of its members. */
function without(baseline: Baseline, member: 'ifMatch' | 'key', kind: string, code: string): Mutation {
  const { [member]: _left, ...rest } = baseline;
  return mutated(rest, kind, {}, { status: 428, code });
}

const missingIfMatch: Mutator = (baseline) =>
  baseline.route.ifMatch === 'required'
    ? without(baseline, 'ifMatch', 'if-match missing', 'request.if-match-required')
    : undefined;

const missingKey: Mutator = (baseline) =>
  baseline.route.idempotency === 'required'
    ? without(baseline, 'key', 'key missing', 'idempotency.key-required')
    : undefined;

const malformedKey: Mutator = (baseline, random) => {
  if (baseline.route.idempotency === undefined) return undefined;
  const key = random.one(['k'.repeat(256), 'clé', 'k'.repeat(4_000), 'a\tb']);
  return mutated(baseline, 'key form', { call: { key } }, { status: 400, code: 'request.invalid', path: KEY });
};

/** Mutations of the headers that every route shares. */
export const HEADER_MUTATORS: readonly Mutator[] = [
  malformedIfMatch,
  staleIfMatch,
  missingIfMatch,
  missingKey,
  malformedKey,
];
