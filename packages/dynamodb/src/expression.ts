const PLACEHOLDER = /#([A-Za-z_][A-Za-z0-9_]*)/g;

/** `{ '#status': 'status' }` for every `#status` in the expressions; undefined if there is none, as the API demands. */
export function namesIn(...expressions: readonly (string | undefined)[]): Record<string, string> | undefined {
  const names: Record<string, string> = {};
  for (const expression of expressions) {
    for (const [placeholder, name] of expression?.matchAll(PLACEHOLDER) ?? []) {
      if (name !== undefined) names[placeholder] = name;
    }
  }
  return Object.keys(names).length === 0 ? undefined : names;
}
