import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import * as z from 'zod/mini';
import type { MemorySample } from './choose-memory.ts';

/**
 * Lambda gives one whole virtual CPU at this memory and a share of it below; above it more of them, which JavaScript
 * does not use. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const MB_PER_CPU = 1769;

/** The slice of time within which the share is kept, as short as the operating system's own scheduling allows. */
const SLICE_MS = 20;

const Printed = z.object({ coldMs: z.number(), warmMs: z.number(), statusCode: z.nullable(z.number()) });

export interface Subject {
  /** The bundle, as it is deployed. */
  readonly bundle: string;
  readonly event: unknown;
  readonly environment: Readonly<Record<string, string>>;
  readonly invocations: number;
}

export interface Measured extends MemorySample {
  /** Of an HTTP function. */
  readonly statusCode: number | null;
}

/** Lets a process run for a share of every slice and stops it for the rest, as Lambda does by a quota. */
function limitCpu(pid: number, share: number): () => void {
  if (share >= 1) return () => {};
  let stopped = false;
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended between two slices.
    }
  };
  const slices = setInterval(() => {
    signal('SIGCONT');
    setTimeout(() => stopped || signal('SIGSTOP'), SLICE_MS * share);
  }, SLICE_MS);
  return () => {
    stopped = true;
    clearInterval(slices);
    signal('SIGCONT');
  };
}

/**
 * How long a function takes with the share of a CPU that a memory brings: one process, one cold start and then so many
 * invocations. What it waits for (a database) runs at full speed, as it does on AWS. Throws with what it printed when it
 * does not get through.
 */
export async function measureMemory(subject: Subject, memoryMb: number): Promise<Measured> {
  const script = path.join(import.meta.dirname, 'invoke-repeatedly.cjs');
  const args = [script, subject.bundle, JSON.stringify(subject.event), String(subject.invocations)];
  const child = spawn(process.execPath, args, { env: { ...subject.environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const release = limitCpu(child.pid ?? 0, memoryMb / MB_PER_CPU);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  release();
  const printed = z.safeParse(Printed, parsed(output.trim().split('\n').at(-1) ?? ''));
  if (!printed.success) throw new Error(`The function did not get through:\n${errors || output}`);
  return { memoryMb, ...printed.data };
}

function parsed(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return value;
  } catch {
    return undefined;
  }
}
