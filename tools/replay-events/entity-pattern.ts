import type { EventDefinition } from '@tradewind/contracts/events/event';
import { toJsonSchema } from '@tradewind/contracts/openapi/json-schema';
import * as z from 'zod/mini';
import type { Consumer } from './consumers.ts';
import { UsageError } from './options.ts';

/** What the rules of this repository look like; one that filters further cannot be narrowed by putting it together anew. */
const SubscribedTo = z.strictObject({
  source: z.optional(z.array(z.string())),
  'detail-type': z.optional(z.array(z.string())),
});

const Schema = z.object({
  properties: z.optional(z.record(z.string(), z.unknown())),
  items: z.optional(z.unknown()),
  anyOf: z.optional(z.array(z.unknown())),
});

/** By an id's prefix. */
const FIELDS: Readonly<Record<string, string>> = {
  ord: 'orderId',
  usr: 'userId',
  prd: 'productId',
  var: 'variantId',
  crt: 'cartId',
  pay: 'paymentId',
  rsv: 'reservationId',
  exp: 'exportId',
};

type Path = readonly string[];

/**
 * The pattern of a rule that takes, of what a consumer subscribes to and in one replay only, the events that name an id.
 * Where an event names it is read from its contract. Throws UsageError for a consumer whose events never do.
 */
export function entityPattern(
  consumer: Consumer,
  id: string,
  { replayName, events }: { readonly replayName: string; readonly events: readonly EventDefinition[] },
): string {
  const alternatives = subscribed(consumer, events).flatMap((event) =>
    placesOf(id, event).map((place) => ({
      source: [event.source],
      'detail-type': [event.detailType],
      detail: { data: nested(place, [id]) },
    })),
  );
  const [only, ...more] = alternatives;
  if (only === undefined) throw new UsageError(`No event that ${consumer.name} subscribes to names an id like ${id}.`);
  const inReplay = { 'replay-name': [replayName] };
  return JSON.stringify(more.length === 0 ? { ...inReplay, ...only } : { ...inReplay, $or: alternatives });
}

function subscribed({ name, pattern }: Consumer, events: readonly EventDefinition[]): EventDefinition[] {
  const parsed = z.safeParse(SubscribedTo, JSON.parse(pattern));
  if (!parsed.success) {
    throw new UsageError(`${name} filters events by more than their source and type: replay it by time.`);
  }
  const { source, 'detail-type': detailTypes } = parsed.data;
  return events.filter(
    (event) => (source?.includes(event.source) ?? true) && (detailTypes?.includes(event.detailType) ?? true),
  );
}

function placesOf(id: string, event: EventDefinition): Path[] {
  return placesNamed(fieldOf(id), toJsonSchema(event.data, 'output'));
}

/** The field that holds such an id in every event. */
function fieldOf(id: string): string {
  const [prefix] = /^[a-z]{3}(?=_)/.exec(id) ?? [];
  if (prefix === undefined) return 'sku';
  const field = FIELDS[prefix];
  if (field !== undefined) return field;
  throw new UsageError(
    `${id}: ids begin with ${Object.keys(FIELDS).join('_, ')}_; what has no prefix is taken for a SKU.`,
  );
}

/** Event patterns look into arrays by themselves, so an array's items stand at its own path. */
function placesNamed(field: string, schema: unknown, path: Path = []): Path[] {
  const parsed = z.safeParse(Schema, schema);
  if (!parsed.success) return [];
  const { properties = {}, items, anyOf = [] } = parsed.data;
  return [
    ...Object.entries(properties).flatMap(([name, property]) =>
      name === field ? [[...path, name]] : placesNamed(field, property, [...path, name]),
    ),
    ...[items, ...anyOf].flatMap((inner) => placesNamed(field, inner, path)),
  ];
}

function nested(path: Path, leaf: readonly string[]): object {
  return path.reduceRight<object>((inner, name) => ({ [name]: inner }), leaf);
}
