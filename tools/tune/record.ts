import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { ROOT } from '../process/repository.ts';
import type { MemoryOption, MemorySample, Strategy } from './choose-memory.ts';

/** Where choices are kept: next to the settings that they explain. */
const FILE = path.join(ROOT, 'config/serverless/memory.json');

const Sample = z.object({ memoryMb: z.int(), warmMs: z.number(), coldMs: z.number() });
const Choice = z.object({
  memoryMb: z.int(),
  strategy: z.enum(['cost', 'speed', 'balanced']),
  measuredOn: z.string(),
  /** `local` for a share of a CPU of this machine, `aws` for the power tuning state machine. */
  measuredBy: z.enum(['local', 'aws']),
  samples: z.array(Sample),
});
const Choices = z.record(z.string(), Choice);

export type Choice = z.output<typeof Choice>;

/** The recorded choices by `service/function`. */
export function readChoices(): Readonly<Record<string, Choice>> {
  return Choices.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

/** Writes a choice down, with the samples that led to it. */
export function recordChoice(
  name: string,
  chosen: MemoryOption,
  samples: readonly MemorySample[],
  by: { readonly strategy: Strategy; readonly measuredBy: Choice['measuredBy']; readonly measuredOn: string },
): void {
  const round = (ms: number): number => Math.round(ms * 100) / 100;
  const rounded = samples.map(({ memoryMb, warmMs, coldMs }) => ({
    memoryMb,
    warmMs: round(warmMs),
    coldMs: round(coldMs),
  }));
  const choices = { ...readChoices(), [name]: { memoryMb: chosen.memoryMb, ...by, samples: rounded } };
  const sorted = Object.fromEntries(Object.entries(choices).sort(([left], [right]) => left.localeCompare(right)));
  writeFileSync(FILE, `${JSON.stringify(sorted, null, 2)}\n`);
}
