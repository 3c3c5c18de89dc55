import { AwsError } from '../../aws/api.ts';

export type TokenKind = 'word' | 'name' | 'text' | 'number' | 'symbol' | 'end';

/** One token of a statement. `text` is what it stands for: without quotes where it had any. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it begins in the statement. */
  readonly offset: number;
  /** How many characters it takes there. */
  readonly length: number;
}

const NOT_WELL_FORMED = "Statement wasn't well formed, can't be processed: ";

/** The ValidationException for a statement that cannot be read. */
export function notWellFormed(detail = ''): AwsError {
  return new AwsError('ValidationException', `${NOT_WELL_FORMED}${detail}`);
}

/** Space and comments, then each kind of token. A quote within quotes is doubled. */
const BLANK = /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const KINDS: readonly (readonly [TokenKind, RegExp])[] = [
  ['word', /[A-Za-z_$][\w$]*/y],
  ['name', /"(?:[^"]|"")*"/y],
  ['text', /'(?:[^']|'')*'/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['symbol', /<<|>>|<>|<=|>=|!=|[=<>(),.*?[\]{}:+-]/y],
];
const MAX_SCALE = 2 ** 31 - 1;

function unquoted(kind: TokenKind, text: string): string {
  if (kind !== 'name' && kind !== 'text') return text;
  const quote = text.charAt(0);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** Numbers whose exponent or scale exceeds 32 bits cannot be read at all. */
function requireReadable(number: string): void {
  const [mantissa = '', exponent = '0'] = number.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  const power = Number(exponent);
  if (Math.abs(power) > MAX_SCALE || Math.abs(decimals - power) > MAX_SCALE) throw notWellFormed();
}

function tokenAt(statement: string, offset: number): Token {
  for (const [kind, pattern] of KINDS) {
    pattern.lastIndex = offset;
    const found = pattern.exec(statement)?.[0];
    if (found === undefined) continue;
    if (kind === 'number') requireReadable(found);
    return { kind, text: unquoted(kind, found), offset, length: found.length };
  }
  throw notWellFormed();
}

/** The tokens of a statement, the last of which is its end. Throws ValidationException. */
export function tokensOf(statement: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    BLANK.lastIndex = offset;
    offset += BLANK.exec(statement)?.[0].length ?? 0;
    if (offset >= statement.length) return [...tokens, { kind: 'end', text: '', offset, length: 0 }];
    const token = tokenAt(statement, offset);
    tokens.push(token);
    offset += token.length;
  }
}

/** A token's place as DynamoDB tells it: line, column, length. */
export function placeOfToken(statement: string, { offset, length }: Token): string {
  const before = statement.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}:${length}`;
}
