import { useEffect, useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { news } from './live.ts';

export interface Answered<T> {
  /** The latest answer; stays while the next one is on its way. */
  readonly data: T | undefined;
  readonly problem: string | undefined;
}

const Problem = z.object({ message: z.string() });
/** So that a busy system does not keep the page asking. */
const SHORTEST_INTERVAL_MS = 400;

/** Asks the front door and checks the answer. Throws with the server's words. */
export async function ask<T>(path: string, schema: z.ZodMiniType<T>, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, init);
  const body: unknown = await response.json();
  if (!response.ok) {
    const problem = z.safeParse(Problem, body);
    throw new Error(problem.success ? problem.data.message : `HTTP ${response.status}`);
  }
  return z.parse(schema, body);
}

interface Latest<T> extends Answered<T> {
  readonly path: string | undefined;
}

/** Asks now, when the question changes, and whenever there is something new. An undefined path asks nothing. */
export function useAnswer<T>(path: string | undefined, schema: z.ZodMiniType<T>): Answered<T> {
  const [latest, setLatest] = useState<Latest<T>>({ path: undefined, data: undefined, problem: undefined });
  const pace = useRef({ path, askedAt: 0, asked: 0, shown: 0 });
  const version = news.value;
  useEffect(() => {
    if (path === undefined) return undefined;
    const current = pace.current;
    const wait = current.path === path ? current.askedAt + SHORTEST_INTERVAL_MS - performance.now() : 0;
    current.path = path;
    const timer = setTimeout(
      () => {
        current.askedAt = performance.now();
        const turn = (current.asked += 1);
        const show = (data: T | undefined, problem: string | undefined) => {
          // Answers may overtake one another, and may come when something else was asked meanwhile.
          if (turn < current.shown || current.path !== path) return;
          current.shown = turn;
          setLatest({ path, data, problem });
        };
        ask(path, schema).then(
          (data) => show(data, undefined),
          (error: unknown) => show(undefined, error instanceof Error ? error.message : String(error)),
        );
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [path, version]);
  if (latest.path === path) return latest;
  return { data: resourceOf(path) === resourceOf(latest.path) ? latest.data : undefined, problem: undefined };
}

/** While a filter changes, what was found before stays on the page; the answer about another resource does not. */
function resourceOf(path: string | undefined): string | undefined {
  return path?.split('?')[0];
}
