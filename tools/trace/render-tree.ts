import type { Hop, HopNode, TraceTree } from './hop.ts';

const OFFSET_WIDTH = 9;
const DURATION_WIDTH = 10;
const EPOCH_DIGITS = 8;

function milliseconds(value: number): string {
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

function labelOf({ kind, service, name, coldStart, attempt, failed, outcome }: Hop): string {
  if (kind === 'event') return `» ${name}`;
  const marks = [
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(failed ? ['FAILED'] : []),
    ...(coldStart ? ['cold'] : []),
  ];
  const told = outcome === undefined ? '' : `  ${outcome}`;
  return `${service}/${name}${told}${marks.length === 0 ? '' : `  (${marks.join(', ')})`}`;
}

function columns(offset: string, duration: string): string {
  return `${offset.padStart(OFFSET_WIDTH)} ${duration.padStart(DURATION_WIDTH)}  `;
}

function renderNode({ hop, children }: HopNode, start: number, prefix: string, branch: string): string[] {
  const below = branch === '' ? prefix : `${prefix}${branch === '├─ ' ? '│  ' : '   '}`;
  const line = `${columns(`+${milliseconds(hop.start - start)}`, milliseconds(hop.durationMs))}${prefix}${branch}${labelOf(hop)}`;
  const stem = children.length > 0 ? '│  ' : '   ';
  return [
    line,
    ...hop.notes.map((note) => `${columns('', '')}${below}${stem}· ${note}`),
    ...children.flatMap((child, index) =>
      renderNode(child, start, below, index === children.length - 1 ? '└─ ' : '├─ '),
    ),
  ];
}

function countHops(nodes: readonly HopNode[]): number {
  return nodes.reduce((sum, { children }) => sum + 1 + countHops(children), 0);
}

function hops(count: number): string {
  return count === 1 ? '1 hop' : `${count} hops`;
}

/** The name under which X-Ray shows the same trace. */
function xRayName(traceId: string): string {
  return `1-${traceId.slice(0, EPOCH_DIGITS)}-${traceId.slice(EPOCH_DIGITS)}`;
}

/** A trace as text: when each hop began, how long it took, and below what it stands. */
export function renderTree({ traceId, start, end, roots }: TraceTree): string {
  const head = `${new Date(start).toISOString()}  ${hops(countHops(roots))} in ${milliseconds(end - start)}  trace ${traceId} (X-Ray ${xRayName(traceId)})`;
  return [head, ...roots.flatMap((root) => renderNode(root, start, '', ''))].join('\n');
}
