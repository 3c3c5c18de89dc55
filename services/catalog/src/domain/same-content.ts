function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return entries.sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, held]) => [key, canonical(held)]);
}

/** Whether two values of plain data are the same, whatever the order of their keys. */
export function sameContent(left: unknown, right: unknown): boolean {
  return JSON.stringify(canonical(left)) === JSON.stringify(canonical(right));
}
