import { problemsOf } from '@tradewind/contracts/openapi/problems';
import { ulid } from '@tradewind/kernel';
import { invalidAt, mutated, type Baseline, type Mutator } from './mutation.ts';
import { refusesParameters, refusesQuery } from './oracle.ts';

const ODD_VALUES = [
  '',
  ' ',
  '0',
  '-1',
  '1.5',
  'ten',
  '101',
  '99999',
  'null',
  'true',
  '☃',
  '\u0000',
  "' OR 1=1",
  '{}',
  'x'.repeat(3_000),
];
/** A SKU begins to exist with its first adjustment, and an asset's name is part of its route. */
const WITHOUT_UNKNOWN_ID = new Set(['adjust-stock', 'get-docs-asset']);
const ID = /^([a-z]{3})_[0-9A-HJKMNP-TV-Z]{26}$/;

function queryNames({ route }: Baseline): string[] {
  const schema = route.request?.query;
  if (schema === undefined || !('shape' in schema)) return [];
  return Object.keys(Object(schema.shape));
}

const queryValue: Mutator = (baseline, random) => {
  const names = queryNames(baseline);
  if (names.length === 0) return undefined;
  const name = random.one(names);
  const query = { ...baseline.query, [name]: random.one(ODD_VALUES) };
  if (!refusesQuery(baseline.route, query)) return undefined;
  const expected = { status: 400, code: 'request.invalid', path: 'query' };
  return mutated(baseline, 'query value', { search: new URLSearchParams(query).toString() }, expected);
};

const unknownParameter: Mutator = (baseline, random) => {
  if (baseline.route.mapped === true) return undefined;
  const name = random.one(['surprise', 'page', 'offset', 'filter[x]', 'debug']);
  const search = new URLSearchParams({ ...baseline.query, [name]: '1' }).toString();
  const expected = { status: 400, code: 'request.invalid', path: `query.${name}` };
  return mutated(baseline, 'query unknown', { search }, expected);
};

const repeatedParameter: Mutator = (baseline, random) => {
  const names = Object.keys(baseline.query);
  if (names.length === 0) return undefined;
  const name = random.one(names);
  const once = new URLSearchParams(baseline.query).toString();
  const search = `${once}&${name}=${encodeURIComponent(baseline.query[name] ?? '')}`;
  return mutated(
    baseline,
    'query repeated',
    { search },
    { status: 400, code: 'request.invalid', path: `query.${name}` },
  );
};

const forgedCursor: Mutator = (baseline, random) => {
  if (!queryNames(baseline).includes('cursor')) return undefined;
  const cursor = random.one([
    'abc',
    Buffer.from('{"pk":"ORDER#1"}').toString('base64url'),
    'e30.AAAA',
    '☃',
    'x'.repeat(2_000),
  ]);
  const search = new URLSearchParams({ ...baseline.query, cursor }).toString();
  const expected = { status: 400, code: 'request.invalid-cursor', path: 'query.cursor' };
  return mutated(baseline, 'cursor', { search }, expected);
};

const malformedId: Mutator = (baseline, random) => {
  const names = Object.keys(baseline.parameters);
  if (names.length === 0) return undefined;
  const name = random.one(names);
  const old = baseline.parameters[name] ?? '';
  const value = random.one([
    old.toLowerCase(),
    old.slice(0, -1),
    `${old}0`,
    `x${old}`,
    old.replace('_', '-'),
    `${old} `,
    `${old}\u0000`,
    '☃',
    '%',
    "1' OR '1'='1",
    'x'.repeat(500),
  ]);
  const parameters = { ...baseline.parameters, [name]: value };
  if (!refusesParameters(baseline.route, parameters)) return undefined;
  return mutated(baseline, 'id form', { parameters }, invalidAt(baseline, `path.${name}`));
};

const unknownId: Mutator = (baseline, random) => {
  const names = Object.keys(baseline.parameters);
  if (names.length === 0 || WITHOUT_UNKNOWN_ID.has(baseline.route.name)) return undefined;
  const name = random.one(names);
  const prefix = ID.exec(baseline.parameters[name] ?? '')?.[1];
  const parameters = {
    ...baseline.parameters,
    [name]: prefix === undefined ? `NONE-${ulid()}` : `${prefix}_${ulid()}`,
  };
  const codes = problemsOf(baseline.route).get(404) ?? [];
  return mutated(baseline, 'id unknown', { parameters }, { status: 404, code: codes.length === 1 ? codes[0] : 'any' });
};

/** Mutations of the path and the query. */
export const ADDRESS_MUTATORS: readonly Mutator[] = [
  queryValue,
  unknownParameter,
  repeatedParameter,
  forgedCursor,
  malformedId,
  unknownId,
];
