import type { ServiceDiff } from '../diff/report.ts';
import type { StageSettings } from '../stages/stages.ts';

/** Whether a stage's data belongs to people who are not asked: production and stages that are set up like it. */
export function isProtected({ deletionPolicy, deletionProtection }: StageSettings): boolean {
  return deletionPolicy === 'Retain' || deletionProtection;
}

/** Names of the resources whose data a deployment would lose or leave behind, as `service/LogicalId`. */
export function touchedData(diffs: readonly ServiceDiff[]): string[] {
  return diffs.flatMap(({ service, changes }) =>
    changes.filter(({ touchesData }) => touchesData).map(({ id }) => `${service}/${id}`),
  );
}
