import { appendFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Verdict } from './policy-set.ts';

/** One line of the record: a statement decided about an action, alone or together with others that did as well. */
export const StatementUse = z.object({ statement: z.string(), action: z.string(), alone: z.boolean() });
export type StatementUse = z.output<typeof StatementUse>;

/** Writes down which statements were needed, each new combination once, as a line of JSON. */
export class UsageLog {
  readonly #path: string;
  readonly #written = new Set<string>();

  constructor(path: string) {
    this.#path = path;
  }

  /** The statements that allowed or denied an action together. */
  record(action: string, verdicts: readonly Verdict[]): void {
    const ids = new Set(verdicts.map(({ id }) => id));
    for (const id of ids) {
      if (id === undefined) continue;
      const use: StatementUse = { statement: id, action, alone: ids.size === 1 };
      const line = `${JSON.stringify(use)}\n`;
      if (this.#written.has(line)) continue;
      this.#written.add(line);
      appendFileSync(this.#path, line);
    }
  }
}
