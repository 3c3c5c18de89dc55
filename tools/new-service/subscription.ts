import { allEvents } from '@tradewind/contracts/all';
import type { EventDefinition } from '@tradewind/contracts/events/event';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';
import { NewServiceError } from './new-service-error.ts';
import { formsOf } from './nouns.ts';
import type { TemplateValues } from './template.ts';

export const DEFAULT_EVENT = 'orders.order-confirmed.v1';

const CONTRACTS = path.join(ROOT, 'packages/contracts/src');
/** The sample event's own ULID, under which other samples ask for what came of it. */
const SAMPLE_ID = 'evt_01KA3Q5Z8M4T7R9V2W6X0Y1B3N';

const Envelope = z.looseObject({ id: z.string() });
const Exports = z.record(z.string(), z.unknown());

function findEvent(detailType: string): EventDefinition {
  const found = allEvents.find((event) => event.detailType === detailType);
  if (found !== undefined) return found;
  const known = allEvents.map((event) => event.detailType).toSorted();
  throw new NewServiceError(`There is no event ${detailType}. With --event choose one of:\n  ${known.join('\n  ')}`);
}

/** The name under which a contract's file exports its event: `OrderConfirmed`. */
async function exportNameOf(file: string, { detailType }: EventDefinition): Promise<string> {
  const exported = Exports.parse(await import(pathToFileURL(path.join(CONTRACTS, `${file}.ts`)).href));
  const found = Object.entries(exported).find(
    ([, value]) => z.safeParse(z.looseObject({ detailType: z.literal(detailType) }), value).success,
  );
  if (found === undefined)
    throw new NewServiceError(`packages/contracts/src/${file}.ts does not export ${detailType}.`);
  return found[0];
}

/** A message with the golden sample of the event, as the queue gets it from the bus. */
function sampleMessage(file: string, { service, source, detailType }: EventDefinition): string {
  const golden = path.join(CONTRACTS, service, 'samples', `${path.basename(file)}.json`);
  const detail = Envelope.parse(JSON.parse(readFileSync(golden, 'utf8')));
  return JSON.stringify({
    version: '0',
    id: '0f8e7d6c-5b4a-4392-8171-605040302012',
    'detail-type': detailType,
    source,
    account: '000000000000',
    time: '2026-01-31T09:30:00Z',
    region: 'us-east-1',
    resources: [],
    detail: { ...detail, id: SAMPLE_ID },
  });
}

/** What the templates have to know of the event that the service subscribes to. Throws NewServiceError. */
export async function subscriptionTo(detailType: string): Promise<TemplateValues & { readonly 'event.kebab': string }> {
  const event = findEvent(detailType);
  const { kebab, Pascal, Sentence } = formsOf(event.name);
  const file = `${event.service}/${event.name}.v${event.version}`;
  return {
    'event.kebab': kebab,
    'event.Pascal': Pascal,
    'event.Sentence': Sentence,
    'event.source': event.source,
    'event.detailType': detailType,
    'event.file': file,
    'event.export': await exportNameOf(file, event),
    'event.sampleMessage': JSON.stringify(sampleMessage(file, event)),
  };
}
