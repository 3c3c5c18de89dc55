import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

const Batch = z.looseObject({ Records: z.array(z.looseObject({ messageId: z.string(), body: z.string() })) });
const BusEvent = z.looseObject({ detail: z.looseObject({ id: z.string(), data: z.unknown() }) });

export type Batch = z.output<typeof Batch>;
export type BusEvent = z.output<typeof BusEvent>;

/** The sample batch of `send-mail`: one message for each event that it knows. */
export function sampleBatch(): Batch {
  const file = path.join(import.meta.dirname, '../../events/send-mail.json');
  return Batch.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The bus events in the sample batch, in its order. */
export function sampleEvents(): readonly BusEvent[] {
  return sampleBatch().Records.map(({ body }) => BusEvent.parse(JSON.parse(body)));
}

/** A batch of messages with these bodies; text is sent as it is. Message ids are `m-1`, `m-2` and so on. */
export function batchOf(...bodies: readonly unknown[]): Batch {
  const Records = bodies.map((body, index) => ({
    messageId: `m-${index + 1}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }));
  return { Records };
}
