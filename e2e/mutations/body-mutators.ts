import { isList, isObject, pathOf, placesIn, replaced, valueAt, type Json, type Place } from './json.ts';
import { invalidAt, mutated, type Baseline, type Choice, type Mutation, type Mutator } from './mutation.ts';
import { refusesBody, schemasAt } from './oracle.ts';

const DEFAULT_LIMIT = 16 * 1024;
const OTHER_TYPES: readonly Json[] = [
  null,
  true,
  false,
  7,
  -1,
  1.5,
  1e21,
  '',
  'text',
  [],
  ['text'],
  {},
  { unexpected: 1 },
];
const ODD_CHARACTERS = [' ', '\u0000', '\u007f', '☃', '%', '"', 'é', '\n', '\\', "'", '<', '\u202e', '-', '$', '/'];
const UNKNOWN_NAMES = ['surprise', 'isAdmin', '$where', 'id ', 'ID', '_', 'toString', '☃', 'price.amount'];

/** A request with another body, if that is one that must be refused. */
function withBody(baseline: Baseline, kind: string, body: Json, place: Place): Mutation | undefined {
  const { route } = baseline;
  if (!refusesBody(route, body)) return undefined;
  const isTooLarge =
    route.mapped !== true && Buffer.byteLength(JSON.stringify(body)) > (route.maxBodyBytes ?? DEFAULT_LIMIT);
  const expected = isTooLarge ? { status: 413, code: 'request.too-large' } : invalidAt(baseline, pathOf('body', place));
  return mutated(baseline, kind, { call: { body } }, expected);
}

/** Puts another value at a random place of the body. */
function atSomePlace(kind: string, values: (old: Json, baseline: Baseline, place: Place) => readonly Json[]): Mutator {
  return (baseline, random) => {
    if (baseline.body === undefined) return undefined;
    const place = random.one(placesIn(baseline.body));
    const candidates = values(valueAt(baseline.body, place) ?? null, baseline, place);
    if (candidates.length === 0) return undefined;
    return withBody(baseline, kind, replaced(baseline.body, place, random.one(candidates)), place);
  };
}

function numbersIn(schema: Readonly<Record<string, unknown>>, name: string): number[] {
  const value = schema[name];
  return typeof value === 'number' ? [value] : [];
}

function outOfBounds(old: Json, { route }: Baseline, place: Place): Json[] {
  return schemasAt(route, place).flatMap((schema): Json[] => {
    if (typeof old === 'number') {
      const below = numbersIn(schema, 'minimum').flatMap((least) => [least - 1, least - 0.5]);
      const above = numbersIn(schema, 'maximum').flatMap((most) => [most + 1, most * 2]);
      return [...below, ...above, old + 0.5, Number.MAX_SAFE_INTEGER + 1, -1e300];
    }
    if (isList(old)) {
      const filler = old[0] ?? 'x';
      const long = numbersIn(schema, 'maxItems').map((most) => Array.from({ length: most + 1 }, () => filler));
      return [[], ...long];
    }
    return [];
  });
}

function badLengths(old: Json, { route }: Baseline, place: Place): Json[] {
  if (typeof old !== 'string') return [];
  return schemasAt(route, place).flatMap((schema) => [
    '',
    ...numbersIn(schema, 'minLength').map((least) => 'x'.repeat(Math.max(0, least - 1))),
    ...numbersIn(schema, 'maxLength').flatMap((most) => ['x'.repeat(most + 1), '☃'.repeat(most + 1)]),
    'x'.repeat(5_000),
  ]);
}

function textAt(body: Json, place: Place): string {
  const text = valueAt(body, place);
  return typeof text === 'string' ? text : '';
}

/** One character more, less or other: what a format or a pattern must notice. */
const wrongForm: Mutator = (baseline, random) => {
  if (baseline.body === undefined) return undefined;
  const { body } = baseline;
  const texts = placesIn(body).filter((place) => typeof valueAt(body, place) === 'string');
  if (texts.length === 0) return undefined;
  const place = random.one(texts);
  const old = textAt(body, place);
  const at = Math.floor(random.next() * (old.length + 1));
  const odd = random.one(ODD_CHARACTERS);
  const text = random.one([
    old.slice(0, at) + odd + old.slice(at),
    old.slice(0, at) + odd + old.slice(at + 1),
    old.slice(0, at) + old.slice(at + 1),
    old.toUpperCase(),
    old.toLowerCase(),
    `${old}${old}`,
  ]);
  return withBody(baseline, 'body form', replaced(body, place, text), place);
};

function objectsIn(body: Json): Place[] {
  return placesIn(body).filter((place) => isObject(valueAt(body, place)));
}

const missingField: Mutator = (baseline, random) => {
  if (baseline.body === undefined) return undefined;
  const { body } = baseline;
  const fields = placesIn(body).filter((place) => typeof place.at(-1) === 'string');
  if (fields.length === 0) return undefined;
  const place = random.one(fields);
  return withBody(baseline, 'body missing field', replaced(body, place, undefined), place);
};

const unknownField: Mutator = (baseline, random) => {
  if (baseline.body === undefined) return undefined;
  const { body } = baseline;
  const place = [...random.one(objectsIn(body)), random.one(UNKNOWN_NAMES)];
  return withBody(baseline, 'body unknown field', replaced(body, place, random.one([true, 1, 'x', null, {}])), place);
};

/** Mutations of what a JSON body says. */
export const BODY_MUTATORS: readonly Mutator[] = [
  atSomePlace('body type', () => OTHER_TYPES),
  atSomePlace('body bound', outOfBounds),
  atSomePlace('body length', badLengths),
  wrongForm,
  missingField,
  unknownField,
];

/** Whether a random choice among the texts breaks JSON. */
function brokenJson(text: string, random: Choice): string {
  const at = 1 + Math.floor(random.next() * Math.max(1, text.length - 2));
  return random.one([
    text.slice(0, at),
    `${text},`,
    `${text}}`,
    text.replaceAll('"', "'"),
    `\uFEFF${text}x`,
    text.replace('{', '{"__proto__":{"isAdmin":true},'),
    text.replace('{', '{"a":{"constructor":{"prototype":{}}},'),
    text.replace('{', '{"a":"\\ud800",'),
    text.replace('{', `{"a":${'['.repeat(40)}${']'.repeat(40)},`),
    text.replace('{', '{"a":NaN,'),
    text.replace('{', '{"a":01,'),
  ]);
}

const encoding: Mutator = (baseline, random) => {
  if (!isObject(baseline.body) || Object.keys(baseline.body).length === 0) return undefined;
  const rawBody = brokenJson(JSON.stringify(baseline.body), random);
  const code = baseline.route.mapped === true ? 'request.invalid' : 'request.malformed-json';
  return mutated(baseline, 'body encoding', { call: { rawBody } }, { status: 400, code });
};

const mediaType: Mutator = (baseline, random) => {
  if (baseline.body === undefined) return undefined;
  const contentType = random.one([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'text/json',
    '*/*',
  ]);
  const expected = { status: 415, code: 'request.unsupported-media-type' };
  return mutated(baseline, 'media type', { call: { headers: { 'content-type': contentType } } }, expected);
};

const size: Mutator = (baseline, random) => {
  const limit = baseline.route.maxBodyBytes ?? DEFAULT_LIMIT;
  // Larger limits are left to the tests of each route: a megabyte a mutation would measure the network.
  if (!isObject(baseline.body) || limit > 64 * 1024) return undefined;
  const body = { ...baseline.body, padding: 'x'.repeat(limit + Math.floor(random.next() * 100)) };
  // A gateway's own limit is 10 MB: for a mapped route this is no more than an unknown field.
  const expected =
    baseline.route.mapped === true ? invalidAt(baseline, 'body') : { status: 413, code: 'request.too-large' };
  return mutated(baseline, 'body size', { call: { body } }, expected);
};

/** Mutations of how a body is sent. */
export const ENVELOPE_MUTATORS: readonly Mutator[] = [encoding, mediaType, size];
