/** Readers of values of which nothing is known: what is missing or of another type reads as empty. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordAt(source: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = source[key];
  return isRecord(value) ? value : {};
}

export function textAt(source: Record<string, unknown>, key: string): string {
  const value = source[key];
  return typeof value === 'string' ? value : '';
}

function holdsTextsOnly(source: Record<string, unknown>): source is Record<string, string> {
  for (const name in source) if (typeof source[name] !== 'string') return false;
  return true;
}

/** The members that are texts; the very object where all are, as they are in what AWS sends. */
export function textsIn(source: Record<string, unknown>): Record<string, string> {
  if (holdsTextsOnly(source)) return source;
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (typeof value === 'string') Object.defineProperty(texts, name, { value, enumerable: true, configurable: true });
  }
  return texts;
}
