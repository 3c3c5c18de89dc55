import { preciseNow, type Span, type Trace } from './span.ts';
import type { SpanView, TraceSummary, TraceView } from './views.ts';

interface Node {
  readonly span: Span;
  readonly parentId: string | undefined;
  readonly shared: boolean;
}

/** A trace as a line of a list. Undefined for one without a span: so it is while its only span is yet to come. */
export function summaryOf(trace: Trace, homeOf: (traceId: string) => Trace | undefined): TraceSummary | undefined {
  const nodes = nodesOf(trace, homeOf);
  const root = rootOf(nodes);
  if (root === undefined) return undefined;
  const { span } = root;
  const status = span.attributes['status'];
  const failed = span.error ?? nodes.find(({ span: { error } }) => error !== undefined)?.span.error;
  return {
    id: trace.id,
    name: span.name,
    origin: span.kind === 'gateway' ? 'request' : 'background',
    startedAt: span.start,
    ...(span.end !== undefined && { durationMs: span.end - span.start }),
    totalMs: Math.max(...nodes.map(({ span: { start, end } }) => (end ?? start) - span.start)),
    ...(typeof status === 'number' && { status }),
    ...(failed !== undefined && { error: failed }),
    spans: nodes.length,
    events: countOf(nodes, 'event'),
    mails: countOf(nodes, 'mail'),
  };
}

/** A trace as a waterfall: its spans in the order of the tree, each below its parent, brothers by time. */
export function traceView(trace: Trace, homeOf: (traceId: string) => Trace | undefined): TraceView | undefined {
  const summary = summaryOf(trace, homeOf);
  const nodes = nodesOf(trace, homeOf);
  const root = rootOf(nodes);
  if (summary === undefined || root === undefined) return undefined;
  return { summary, spans: inTreeOrder(nodes, root), dropped: trace.dropped };
}

/** Its own spans, and of those that are linked to it everything that happened below them in their own trace. */
function nodesOf(trace: Trace, homeOf: (traceId: string) => Trace | undefined): Node[] {
  const own = trace.spans.map((span): Node => ({ span, parentId: span.parentId, shared: false }));
  const linked = trace.links.flatMap(({ span, parentId }): Node[] => [
    { span, parentId, shared: true },
    ...below(span, homeOf(span.traceId)).map((child) => ({ span: child, parentId: child.parentId, shared: true })),
  ]);
  return [...own, ...linked];
}

function below(span: Span, home: Trace | undefined): Span[] {
  const found = new Set([span.id]);
  // Children are noted after their parents begin, except where clocks of several joints interleave: two passes see both.
  const candidates = home?.spans ?? [];
  for (const child of [...candidates, ...candidates]) {
    if (child.parentId !== undefined && found.has(child.parentId)) found.add(child.id);
  }
  return candidates.filter((child) => child !== span && found.has(child.id));
}

/** The first request, or what began first when nobody asked. */
function rootOf(nodes: readonly Node[]): Node | undefined {
  const byTime = nodes.toSorted(byStart);
  return byTime.find(({ span }) => span.kind === 'gateway') ?? byTime[0];
}

function inTreeOrder(nodes: readonly Node[], root: Node): SpanView[] {
  const known = new Set(nodes.map(({ span }) => span.id));
  const parentOf = (node: Node): string | undefined => {
    if (node === root) return undefined;
    const named = node.parentId !== undefined && known.has(node.parentId) && node.parentId !== node.span.id;
    return named ? node.parentId : root.span.id;
  };
  const children = Map.groupBy(nodes.toSorted(byStart), parentOf);
  const ordered: SpanView[] = [];
  const seen = new Set<string>();
  const visit = (node: Node, depth: number): void => {
    if (seen.has(node.span.id)) return;
    seen.add(node.span.id);
    ordered.push(spanView(node, parentOf(node), depth, root.span.start));
    for (const child of children.get(node.span.id) ?? []) visit(child, depth + 1);
  };
  visit(root, 0);
  // Spans whose parents form a ring belong to nobody; they are shown below the root rather than lost.
  for (const node of nodes) visit(node, 1);
  return ordered;
}

function spanView({ span, shared }: Node, parentId: string | undefined, depth: number, origin: number): SpanView {
  return {
    id: span.id,
    ...(parentId !== undefined && { parentId }),
    depth,
    kind: span.kind,
    name: span.name,
    offsetMs: span.start - origin,
    durationMs: Math.max(0, (span.end ?? preciseNow()) - span.start),
    running: span.end === undefined,
    ...(span.error !== undefined && { error: span.error }),
    attributes: { ...span.attributes },
    shared,
  };
}

function byStart(a: Node, b: Node): number {
  return a.span.start - b.span.start;
}

function countOf(nodes: readonly Node[], kind: Span['kind']): number {
  return nodes.filter(({ span }) => span.kind === kind).length;
}
