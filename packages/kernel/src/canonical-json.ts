function member([name, held]: readonly [string, unknown]): string {
  return `${JSON.stringify(name)}:${canonicalJson(held)}`;
}

/**
 * JSON text of plain data that is the same for the same content, whatever the order of members (RFC 8785): members by UTF-16
 * code units, numbers and strings as ECMAScript writes them, undefined members left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, held]) => held !== undefined);
  return `{${members
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(member)
    .join(',')}}`;
}
