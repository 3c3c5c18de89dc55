import type { StatementUse } from '@tradewind/local-cloud/iam/usage-log';
import type { DeclaredStatement } from './statements.ts';

export interface StatementReport {
  readonly id: string;
  /**
   * `unused`: nothing asked for it; `redundant`: another statement allowed the same every time; `partly`: some of its
   * actions were never asked for; `used`: all of them were.
   */
  readonly state: 'unused' | 'redundant' | 'partly' | 'used';
  readonly unusedActions: readonly string[];
}

/** What the uses say about each statement. */
export function reportOn(statements: readonly DeclaredStatement[], uses: readonly StatementUse[]): StatementReport[] {
  return statements.map(({ id, actions }) => {
    const own = uses.filter(({ statement }) => statement === id);
    const used = own.map(({ action }) => action.toLowerCase());
    const unusedActions = actions.filter((action) => !used.some((name) => covers(action.toLowerCase(), name)));
    return { id, unusedActions, state: stateOf(own, unusedActions) };
  });
}

/** The statements that could go without anybody noticing. */
export function notNeeded(report: readonly StatementReport[]): StatementReport[] {
  return report.filter(({ state }) => state === 'unused' || state === 'redundant');
}

function stateOf(own: readonly StatementUse[], unusedActions: readonly string[]): StatementReport['state'] {
  if (own.length === 0) return 'unused';
  if (own.every(({ alone }) => !alone)) return 'redundant';
  return unusedActions.length > 0 ? 'partly' : 'used';
}

function covers(pattern: string, action: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(action);
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
