import type { StatementUse } from '@tradewind/local-cloud/iam/usage-log';
import { covers, nameOf, type DeclaredStatement } from './statements.ts';

export interface StatementReport {
  readonly id: string;
  /**
   * `unused`: nothing asked for it; `redundant`: another statement allowed the same every time; `partly`: some of its
   * actions were not needed; `used`: all of them were.
   */
  readonly state: 'unused' | 'redundant' | 'partly' | 'used';
  /** Actions that nothing asked for, or that another statement allowed every time. */
  readonly unneededActions: readonly string[];
}

/** What the uses say about each statement. */
export function reportOn(statements: readonly DeclaredStatement[], uses: readonly StatementUse[]): StatementReport[] {
  return statements.map(({ id, actions }) => {
    const own = uses.filter(({ statement }) => statement === id);
    const needed = own.filter(({ alone }) => alone);
    const unneededActions = actions.filter((pattern) => !needed.some(({ action }) => covers(pattern, action)));
    return { id, unneededActions, state: stateOf(own, needed, unneededActions) };
  });
}

/** What could go without anybody noticing, by name: whole statements, and single actions of those that are needed. */
export function notNeeded(report: readonly StatementReport[]): string[] {
  return report.flatMap(({ id, state, unneededActions }) =>
    state === 'unused' || state === 'redundant'
      ? [id]
      : unneededActions.map((action) => nameOf({ statement: id, action })),
  );
}

function stateOf(
  own: readonly StatementUse[],
  needed: readonly StatementUse[],
  unneededActions: readonly string[],
): StatementReport['state'] {
  if (own.length === 0) return 'unused';
  if (needed.length === 0) return 'redundant';
  return unneededActions.length > 0 ? 'partly' : 'used';
}

/** Rows under headings, columns as wide as their widest cell. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}
