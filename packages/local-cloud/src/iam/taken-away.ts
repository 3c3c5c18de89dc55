import type { IdentifiedStatement } from './policy-set.ts';

/**
 * A statement as an experiment leaves it: `without` names whole statements (`shop/work#0`) and single actions of them
 * (`shop/work#0:sqs:SendMessage`). What is taken away stands beside the rest under the same id, marked as removed.
 */
export function takenAway(entry: IdentifiedStatement, without: ReadonlySet<string>): IdentifiedStatement[] {
  const { id, statement } = entry;
  if (id === undefined) return [entry];
  if (without.has(id)) return [{ ...entry, removed: true }];
  // What a NotAction leaves out cannot be taken away.
  if (statement.exceptActions === true) return [entry];
  const gone = statement.actions.filter((action) => without.has(`${id}:${action}`));
  if (gone.length === 0) return [entry];
  const kept = statement.actions.filter((action) => !gone.includes(action));
  return [
    { id, statement: { ...statement, actions: kept } },
    { id, statement: { ...statement, actions: gone }, removed: true },
  ];
}
