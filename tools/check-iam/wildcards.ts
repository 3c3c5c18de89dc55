import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type YAMLMap } from 'yaml';

/** A statement with a wildcard among its resources, and nobody says why. */
export interface UnexplainedWildcard {
  /** Line of the statement, from 1. */
  readonly line: number;
  readonly resource: string;
}

const MIN_REASON_WORDS = 3;

/**
 * Finds statements in a YAML file whose resources have a wildcard without a comment, in or right above the statement,
 * that says why.
 */
export function unexplainedWildcards(source: string): UnexplainedWildcard[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter, logLevel: 'silent' });
  const lines = source.split('\n');
  const found: UnexplainedWildcard[] = [];
  visit(document, {
    Map(_, node) {
      if (!node.has('Effect') || !node.has('Resource') || node.range === undefined || node.range === null) return;
      const resource = resourcesOf(node).find((text) => /[*?]/.test(text.replaceAll(/\$\{[^}]*\}/g, '')));
      if (resource === undefined) return;
      const first = lineCounter.linePos(node.range[0]).line;
      const last = lineCounter.linePos(Math.max(node.range[0], node.range[1] - 1)).line;
      if (!isExplained(lines, first, last)) found.push({ line: first, resource });
    },
  });
  return found;
}

function resourcesOf(statement: YAMLMap): string[] {
  const value = statement.get('Resource', true);
  const nodes: readonly unknown[] = isSeq(value) ? value.items : [value];
  return nodes.flatMap((node) => {
    if (isScalar(node)) return [String(node.value)];
    return isMap(node) || isSeq(node) ? [node.toString()] : [];
  });
}

/** Lines count from 1. */
function isExplained(lines: readonly string[], first: number, last: number): boolean {
  const inside = lines.slice(first - 1, last).map((line) => /(?:^|\s)#\s*(.*)$/.exec(line)?.[1] ?? '');
  const above: string[] = [];
  for (let index = first - 2; index >= 0; index -= 1) {
    const comment = /^\s*#\s*(.*)$/.exec(lines[index] ?? '')?.[1];
    if (comment === undefined) break;
    above.unshift(comment);
  }
  const words = [...above, ...inside]
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.length >= MIN_REASON_WORDS;
}
