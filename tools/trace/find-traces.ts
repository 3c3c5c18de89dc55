import { textOf, type LogLine } from '../logs/log-line.ts';
import type { LogSource } from '../logs/log-source.ts';
import { spanOfLine } from './read-hops.ts';

/** More traces than that are no path but a history: those of a user, say. */
export const MAX_TRACES = 50;

export interface FoundTraces {
  /** Every line of those traces. */
  readonly lines: readonly LogLine[];
  /** How many more mention the id. */
  readonly leftOut: number;
}

function tracesIn(lines: readonly LogLine[]): Set<string> {
  return new Set(lines.flatMap((line) => spanOfLine(line)?.traceId ?? []));
}

/** The cart of an order: what was put into it belongs to the purchase, though its requests do not know the order. */
function cartsOf(orderId: string, lines: readonly LogLine[]): string[] {
  const named = lines.filter((line) => textOf(line, 'orderId') === orderId);
  return [...new Set(named.flatMap((line) => textOf(line, 'cartId') ?? []))];
}

/**
 * All traces that mention an id: of an order, a request, an event, a cart, … Of an order also those of its cart. The
 * oldest come first; the newest are kept when there are too many.
 */
export async function findTraces(source: LogSource, id: string): Promise<FoundTraces> {
  const mentioning = await source.find([id]);
  const carts = cartsOf(id, mentioning);
  const ofCarts = carts.length === 0 ? [] : await source.find(carts);
  const traces = [...tracesIn([...mentioning, ...ofCarts].sort((left, right) => left.at - right.at))];
  const kept = traces.slice(-MAX_TRACES);
  const lines = kept.length === 0 ? [] : await source.find(kept);
  const wanted = new Set(kept);
  return {
    lines: lines.filter((line) => wanted.has(spanOfLine(line)?.traceId ?? '')),
    leftOut: traces.length - kept.length,
  };
}
