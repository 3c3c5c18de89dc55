import type { DocumentPath } from '../condition.ts';
import type { TokenReader } from './token-reader.ts';
import { notWellFormed } from './tokens.ts';

function isName(reader: TokenReader, ahead = 0): boolean {
  const { kind } = reader.peek(ahead);
  return kind === 'word' || kind === 'name';
}

function step(reader: TokenReader): string | number {
  if (reader.acceptSymbol('.')) {
    if (!isName(reader)) throw notWellFormed('Invalid path dot component');
    return reader.take().text;
  }
  reader.expectSymbol('[');
  const { kind, text } = reader.take();
  if (kind !== 'number' && kind !== 'text') throw notWellFormed('Invalid path component');
  reader.expectSymbol(']');
  return kind === 'number' ? Number(text) : text;
}

/** The way to an attribute that comes next; undefined where something else does. */
export function readPath(reader: TokenReader): DocumentPath | undefined {
  if (!isName(reader) || reader.isSymbol('(', 1)) return undefined;
  const path: (string | number)[] = [reader.take().text];
  while (reader.isSymbol('.') || reader.isSymbol('[')) path.push(step(reader));
  return path;
}

/** `readPath` where nothing else may come. */
export function requirePath(reader: TokenReader): DocumentPath {
  const path = readPath(reader);
  if (path === undefined) throw notWellFormed('Expected a path');
  return path;
}

/** What a selected path is called in the answer: its last name, with the indexes behind it. */
export function columnName(path: DocumentPath): string {
  const last = path.findLastIndex((part) => typeof part === 'string');
  const indexes = path.slice(last + 1).map((index) => `[${index}]`);
  return `${path[last] ?? ''}${indexes.join('')}`;
}
