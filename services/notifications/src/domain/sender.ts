/** What may stand in a display name without quotes: atoms and blanks (RFC 5322, 3.2.3). */
const ATOMS = /^[\w!#$%&'*+\-/=?^`{|}~ ]+$/;
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;
/** Ten characters of up to four bytes: 56 in base64 and 12 around them, of the 75 that an encoded word may have. */
const WORDS = /.{1,10}/gsu;

function encodedWords(name: string): string {
  const words = name.match(WORDS) ?? [];
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}

function displayName(name: string): string {
  if (ATOMS.test(name)) return name;
  if (PRINTABLE_ASCII.test(name)) return `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
  return encodedWords(name);
}

/** The sender of a mail: quoted where needed, in encoded words (RFC 2047) outside of ASCII, as SES takes no other. */
export function senderOf(name: string, address: string): string {
  return `${displayName(name)} <${address}>`;
}
