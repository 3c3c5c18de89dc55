import type { LogLine } from '../logs/log-line.ts';
import type { Hop, HopNode, TraceTree } from './hop.ts';
import { readHops, spanOfLine } from './read-hops.ts';

/** What caused a hop: the event that it handles, the consumer that published it, or the hop whose span called it. */
function causeOf(hop: Hop, hops: readonly Hop[]): Hop | undefined {
  const others = hops.filter((other) => other !== hop);
  if (hop.kind === 'function' && hop.eventId !== undefined) {
    return others.find(({ kind, eventId }) => kind === 'event' && eventId === hop.eventId);
  }
  const consumer = others.find(({ kind, eventId }) => kind === 'function' && eventId === hop.causationId && eventId);
  return consumer ?? others.find(({ kind, spanId }) => kind === 'function' && spanId === hop.parentSpanId);
}

/** The second and later calls of one function by one caller are retries, where nobody counted them. */
function countedAttempts(hops: readonly Hop[]): Hop[] {
  const calls = new Map<string, number>();
  return hops.map((hop) => {
    if (hop.kind === 'event' || hop.parentSpanId === undefined || hop.eventId !== undefined) return hop;
    const call = `${hop.parentSpanId} ${hop.service}/${hop.name}`;
    const attempt = (calls.get(call) ?? 0) + 1;
    calls.set(call, attempt);
    return { ...hop, attempt };
  });
}

function treeOf(traceId: string, lines: readonly LogLine[]): TraceTree | undefined {
  const hops = countedAttempts(readHops(lines).sort((left, right) => left.start - right.start));
  const [first] = hops;
  if (first === undefined) return undefined;
  const byCause = Map.groupBy(hops, (hop) => causeOf(hop, hops));
  const below = (cause: Hop | undefined): HopNode[] =>
    (byCause.get(cause) ?? []).map((hop) => ({ hop, children: below(hop) }));
  const end = Math.max(...hops.map(({ start, durationMs }) => start + durationMs));
  return { traceId, start: first.start, end, roots: below(undefined) };
}

/** One tree for each trace among the lines, oldest first. */
export function buildTrees(lines: readonly LogLine[]): TraceTree[] {
  const byTrace = Map.groupBy(lines, (line) => spanOfLine(line)?.traceId);
  return [...byTrace]
    .flatMap(([traceId, own]) => (traceId === undefined ? [] : (treeOf(traceId, own) ?? [])))
    .sort((left, right) => left.start - right.start);
}
