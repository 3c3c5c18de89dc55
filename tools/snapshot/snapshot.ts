import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Document, isCollection, visit } from 'yaml';
import type { Template } from '../package/template.ts';
import { ROOT } from '../process/repository.ts';
import { mergeStages } from './merge-stages.ts';
import { normalise } from './normalise.ts';

/** What fits into a line stands in one. */
const FLOW_LENGTH = 100;
const LINE_WIDTH = 120;
const SHOWN_LINES = 12;

const FOLDER = path.join(ROOT, 'tools/snapshot/templates');

const HEADING = ' What the stages of this service deploy. Written by `npm run update:templates`; the check compares.';

/** One service's infrastructure in all stages, as text for review. */
export function snapshotOf(templates: Readonly<Record<string, Template>>): string {
  const resources = Object.entries(templates).map(([stage, template]) => [stage, normalise(template, stage)] as const);
  const document = new Document(mergeStages(Object.fromEntries(resources)), { aliasDuplicateObjects: false });
  document.commentBefore = HEADING;
  visit(document, {
    Collection(_, node) {
      if (isCollection(node) && JSON.stringify(node).length <= FLOW_LENGTH) node.flow = true;
    },
  });
  return document.toString({ lineWidth: LINE_WIDTH });
}

export function snapshotFile(service: string): string {
  return path.join(FOLDER, `${service}.yml`);
}

/** The lines that `others` do not have as often. */
function surplus(lines: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}

/** Lines that only one of two texts has, or has more often; a few of each. */
export function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [['-', surplus(old, now)] as const, ['+', surplus(now, old)] as const].flatMap(([sign, lines]) => {
    const shown = lines.slice(0, SHOWN_LINES).map((line) => `${sign} ${line}`);
    return lines.length <= SHOWN_LINES ? shown : [...shown, `${sign} … ${lines.length} lines`];
  });
}

/** How a service's templates differ from the snapshot in the repository, for people; undefined when they do not. */
export function snapshotFinding(service: string, templates: Readonly<Record<string, Template>>): string | undefined {
  const file = snapshotFile(service);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const after = snapshotOf(templates);
  if (before === after) return undefined;
  const lines = changedLines(before, after).map((line) => `    ${line}`);
  return [`${service}: deploys something else than its snapshot says (npm run update:templates):`, ...lines].join('\n');
}
