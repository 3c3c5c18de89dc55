/** Looks up a policy variable (`aws:username`) in the request; undefined when the request does not have it. */
export type VariableLookup = (name: string) => string | undefined;

const ANY_RUN: unique symbol = Symbol('*');
const ANY_ONE: unique symbol = Symbol('?');
type Token = string | typeof ANY_RUN | typeof ANY_ONE;

interface Variable {
  readonly name: string;
  readonly fallback: string | undefined;
}

/** Text of a policy with its wildcards and variables, ready to be held against a value. */
export interface Glob {
  /** Whether the outcome depends on the request's variables. */
  readonly variable: boolean;
  matches(text: string, lookup?: VariableLookup): boolean;
}

export interface GlobOptions {
  readonly ignoreCase?: boolean;
  /** Reads `${…}` as policy variables, as policies of version 2012-10-17 have them. */
  readonly variables?: boolean;
}

const VARIABLE = /\$\{([^}]*)\}/g;
const ESCAPES = new Set(['*', '?', '$']);

/**
 * Compiles a pattern in which `*` stands for any run of characters, `?` for exactly one, `${*}`, `${?}` and `${$}` for
 * these characters themselves, and `${name}` or `${name, 'default'}` for a variable of the request. Values of variables
 * are taken literally. A variable that the request does not have matches nothing.
 */
export function compileGlob(source: string, { ignoreCase = false, variables = false }: GlobOptions = {}): Glob {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const parts = variables ? splitVariables(source) : [tokensOf(source)];
  if (parts.some((part) => !Array.isArray(part))) {
    return {
      variable: true,
      matches(text, lookup = () => undefined) {
        const tokens = substituted(parts, lookup);
        return (
          tokens !== undefined &&
          matchTokens(
            tokens.map((token) => foldToken(token, fold)),
            fold(text),
          )
        );
      },
    };
  }
  const tokens = parts.flatMap((part) => (Array.isArray(part) ? part : [])).map((token) => foldToken(token, fold));
  if (tokens.every((token) => typeof token === 'string')) {
    const literal = tokens.join('');
    return { variable: false, matches: (text) => fold(text) === literal };
  }
  return { variable: false, matches: (text) => matchTokens(tokens, fold(text)) };
}

function foldToken(token: Token, fold: (text: string) => string): Token {
  return typeof token === 'string' ? fold(token) : token;
}

function splitVariables(source: string): (Token[] | Variable)[] {
  const parts: (Token[] | Variable)[] = [];
  let from = 0;
  for (const match of source.matchAll(VARIABLE)) {
    const [whole, content = ''] = match;
    parts.push(tokensOf(source.slice(from, match.index)));
    parts.push(ESCAPES.has(content) ? [content] : variableOf(content));
    from = match.index + whole.length;
  }
  return [...parts, tokensOf(source.slice(from))];
}

function variableOf(content: string): Variable {
  const [, name = content, fallback] = /^\s*([^,]*?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(content) ?? [];
  return { name, fallback };
}

function tokensOf(source: string): Token[] {
  return Array.from(source, (character): Token => {
    if (character === '*') return ANY_RUN;
    return character === '?' ? ANY_ONE : character;
  });
}

function substituted(parts: readonly (Token[] | Variable)[], lookup: VariableLookup): Token[] | undefined {
  const tokens: Token[] = [];
  for (const part of parts) {
    if (Array.isArray(part)) {
      tokens.push(...part);
      continue;
    }
    const value = lookup(part.name) ?? part.fallback;
    if (value === undefined) return undefined;
    tokens.push(...Array.from(value));
  }
  return tokens;
}

/** Greedy with one point of return, so that its time is bounded by the product of both lengths. */
function matchTokens(tokens: readonly Token[], text: string): boolean {
  const characters = Array.from(text);
  let token = 0;
  let position = 0;
  let lastRun = -1;
  let runStart = 0;
  while (position < characters.length) {
    const expected = tokens[token];
    if (expected === ANY_RUN) {
      lastRun = token;
      runStart = position;
      token += 1;
    } else if (expected !== undefined && (expected === ANY_ONE || expected === characters[position])) {
      token += 1;
      position += 1;
    } else if (lastRun >= 0) {
      token = lastRun + 1;
      runStart += 1;
      position = runStart;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every((rest) => rest === ANY_RUN);
}
