import { tokensOf, type Token } from './tokens.ts';

/** What a statement needs to be allowed. */
export interface StatementAccess {
  /** `PartiQLSelect` */
  readonly action: string;
  readonly table: string;
  readonly index: string | undefined;
}

const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['SELECT', 'PartiQLSelect'],
  ['EXISTS', 'PartiQLSelect'],
  ['INSERT', 'PartiQLInsert'],
  ['UPDATE', 'PartiQLUpdate'],
  ['FROM', 'PartiQLUpdate'],
  ['DELETE', 'PartiQLDelete'],
]);
/** The words behind which the table stands. */
const BEFORE_TABLE = new Set(['FROM', 'INTO', 'UPDATE']);

function readable(statement: string): readonly Token[] {
  try {
    return tokensOf(statement);
  } catch {
    return [];
  }
}

/** What a statement, whose parameters nobody filled in yet, works on; undefined where it cannot be read. */
export function accessOf(statement: string): StatementAccess | undefined {
  const tokens = readable(statement);
  const isWord = ({ kind, text }: Token, words: { has(word: string): boolean }) =>
    kind === 'word' && words.has(text.toUpperCase());
  const [first] = tokens;
  const before = tokens.findIndex((token) => isWord(token, BEFORE_TABLE));
  const [table, dot, index] = before < 0 ? [] : tokens.slice(before + 1);
  const action = first === undefined || !isWord(first, ACTIONS) ? undefined : ACTIONS.get(first.text.toUpperCase());
  if (action === undefined || table === undefined) return undefined;
  return { action, table: table.text, index: dot?.text === '.' && dot.kind === 'symbol' ? index?.text : undefined };
}
