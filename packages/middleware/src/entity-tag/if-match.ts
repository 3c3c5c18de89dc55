import { DomainError } from '@tradewind/kernel';

const TAG = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;
const TAG_LIST = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"(?:[ \t]*,[ \t]*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")*$/;
const VERSION = /^[1-9]\d{0,14}$/;

interface EntityTag {
  readonly weak: boolean;
  readonly opaque: string;
}

function malformed(header: string, message: string): DomainError {
  return new DomainError('invalid', 'request.invalid', 'A header is invalid.', {
    errors: [{ path: `headers.${header}`, code: 'invalid_format', message }],
  });
}

function parseTags(value: string): EntityTag[] | undefined {
  if (!TAG_LIST.test(value)) return undefined;
  return Array.from(value.matchAll(TAG), ([, weak, opaque = '']) => ({ weak: weak !== undefined, opaque }));
}

/** `3` → `"3"`: versions are strong tags, since equal versions are byte-equal representations. */
export function formatEntityTag(version: number): string {
  return `"${version}"`;
}

/**
 * The version that an `If-Match` demands (RFC 9110 §13.1.1); undefined where any version will do (`*`).
 * Throws 400 for a malformed header and for more than one version, which no client of a versioned resource has a use
 * for; 412 if nothing listed can be a current version: weak tags never match, nor do tags that are not ours.
 */
export function parseIfMatch(header: string): number | undefined {
  const value = header.trim();
  if (value === '*') return undefined;
  const tags = parseTags(value);
  if (tags === undefined) throw malformed('if-match', 'Must be an ETag in double quotes, such as "3", or *.');
  const versions = new Set(
    tags.filter(({ weak, opaque }) => !weak && VERSION.test(opaque)).map(({ opaque }) => opaque),
  );
  if (versions.size > 1) throw malformed('if-match', 'Must name one version.');
  for (const version of versions) return Number(version);
  throw new DomainError('precondition-failed', 'request.stale-version', 'The resource has another version by now.');
}

/**
 * Whether an `If-None-Match` lists this tag (RFC 9110 §13.1.2, weak comparison). A malformed header is as good as
 * none: the full answer is always right.
 */
export function matchesNone(header: string, etag: string): boolean {
  const value = header.trim();
  if (value === '*') return true;
  const current = etag.replace(/^W\//, '');
  return (parseTags(value) ?? []).some(({ opaque }) => `"${opaque}"` === current);
}
