import type { ResourceChange } from './template-diff.ts';

/** The changes of one service. */
export interface ServiceDiff {
  readonly service: string;
  readonly changes: readonly ResourceChange[];
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;
const MOST_PATHS = 6;
/** GitHub takes 65,536 in a comment; what is told of services that do not fit needs some of them. */
const MOST_CHARACTERS = 60_000;

function consequence({ kind, replaced, losesData }: ResourceChange): string {
  if (losesData) return kind === 'removed' ? '**its data is deleted**' : '**is replaced and loses its data**';
  if (replaced === 'yes') return 'is replaced';
  return replaced === 'maybe' ? 'may be replaced' : '';
}

function places(paths: readonly string[]): string {
  const more = paths.length > MOST_PATHS ? [`and ${paths.length - MOST_PATHS} more`] : [];
  return [...paths.slice(0, MOST_PATHS).map((path) => `\`${path}\``), ...more].join(', ');
}

function row(change: ResourceChange): string {
  const cells = [SIGNS[change.kind], `\`${change.id}\``, change.type, places(change.paths), consequence(change)];
  return `| ${cells.join(' | ')} |`;
}

function section({ service, changes }: ServiceDiff): string {
  const head = ['|   | resource | type | where | consequence |', '| - | - | - | - | - |'];
  return [`### ${service}`, '', ...head, ...changes.map(row)].join('\n');
}

/** What cannot be left out of a service that there is no room for. */
function briefly({ service, changes }: ServiceDiff): string {
  const told = changes.filter(({ losesData }) => losesData);
  const rest = `${changes.length - told.length} more, for which there is no room here; \`npm run diff\` prints them.`;
  return told.length === 0 ? `### ${service}\n\n${rest}` : `${section({ service, changes: told })}\n\n${rest}`;
}

function sectionsWithin(room: number, diffs: readonly ServiceDiff[]): string[] {
  let left = room;
  return diffs.map((diff) => {
    const whole = section(diff);
    if (whole.length > left) return briefly(diff);
    left -= whole.length;
    return whole;
  });
}

/**
 * A diff for people, in Markdown, as a comment on a pull request has it. What `room` has no place for, in characters, is
 * counted, but for changes that lose data.
 */
export function diffReport(title: string, diffs: readonly ServiceDiff[], room = MOST_CHARACTERS): string {
  const changed = diffs.filter(({ changes }) => changes.length > 0);
  const all = changed.flatMap(({ changes }) => changes);
  const count = (kind: ResourceChange['kind']): number => all.filter((change) => change.kind === kind).length;
  const lost = all.filter(({ losesData }) => losesData).length;
  const summary =
    all.length === 0
      ? 'No resource changes.'
      : `${count('added')} added, ${count('changed')} changed, ${count('removed')} removed.` +
        (lost === 0 ? '' : ` **${lost} would lose data.**`);
  return [`## ${title}`, '', summary, ...sectionsWithin(room, changed).flatMap((each) => ['', each])].join('\n') + '\n';
}
