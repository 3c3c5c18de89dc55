/** A raw message (RFC 5322 with MIME) taken apart as far as a mailbox shows it. */
export interface ParsedMessage {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
}

interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads headers, the text and the HTML of a message; attachments are left out. Never throws: what it cannot read is empty. */
export function parseMessage(raw: Buffer): ParsedMessage {
  const root = splitPart(raw.toString('latin1'));
  const leaves = leavesOf(root);
  const headers = Object.fromEntries(
    Object.entries(root.headers).map(([name, value]) => [name, decodeWords(utf8(value))]),
  );
  return { headers, text: contentOf(leaves, 'text/plain'), html: contentOf(leaves, 'text/html') };
}

/** `"Ada, Countess" <ada@example.com>, bob@example.com` as single addresses. */
export function splitAddresses(value: string | undefined): string[] {
  return (value?.match(/(?:"[^"]*"|[^,"])+/g) ?? [])
    .map((address) => address.trim())
    .filter((address) => address !== '');
}

function splitPart(source: string): Part {
  const boundary = /\r?\n\r?\n/.exec(source);
  const head = boundary === null ? source : source.slice(0, boundary.index);
  const body = boundary === null ? '' : source.slice(boundary.index + boundary[0].length);
  const headers: Record<string, string> = {};
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { headers, body };
}

function leavesOf(part: Part): Part[] {
  const type = part.headers['content-type'] ?? 'text/plain';
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? bare;
  if (!type.toLowerCase().startsWith('multipart/') || boundary === undefined) return [part];
  const pieces = `\n${part.body}`.split(new RegExp(String.raw`\r?\n--${escapeExpression(boundary)}(?:--)?[ \t]*`));
  return pieces.slice(1, -1).flatMap((piece) => leavesOf(splitPart(piece.replace(/^\r?\n/, ''))));
}

function contentOf(parts: readonly Part[], type: string): string {
  const part = parts.find(
    ({ headers }) =>
      (headers['content-type'] ?? 'text/plain').toLowerCase().startsWith(type) &&
      !(headers['content-disposition'] ?? '').toLowerCase().startsWith('attachment'),
  );
  if (part === undefined) return '';
  return utf8(decodeTransfer(part.body, (part.headers['content-transfer-encoding'] ?? '').toLowerCase()));
}

/** Both sides are bytes kept as Latin-1 text. */
function decodeTransfer(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1');
  if (encoding === 'quoted-printable') return quotedPrintable(body.replaceAll(/=\r?\n/g, ''));
  return body;
}

function quotedPrintable(text: string): string {
  return text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Encoded words of RFC 2047: `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=`. */
function decodeWords(value: string): string {
  return value
    .replaceAll(/(\?=)\s+(?==\?)/g, '$1')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : utf8(quotedPrintable(text.replaceAll('_', ' '))),
    );
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

function escapeExpression(text: string): string {
  return text.replaceAll(/[\^$.|?*+()[\]{}\\/-]/g, String.raw`\$&`);
}
