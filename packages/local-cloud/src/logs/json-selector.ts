import { isRecord } from '../templates/intrinsics.ts';
import type { LogFilter } from './log-filter.ts';

type Test = (event: unknown) => boolean;

const COMPARISON = /^\$((?:\.\w+)+)\s*(=|!=|>=|<=|>|<)\s*(?:"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?))$/;
const REGEXP_SIGN = /[\\^$.*+?()[\]{}|]/g;
/** Text in which `&&` and `||` join nothing. */
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/**
 * `{ $.level = "error" && $.status >= 500 }`: members compared with text (`*` stands for anything) or numbers, joined
 * by `&&` and `||`, of which `&&` binds closer. A line that is not JSON, or lacks the member, is not selected. `refuse`
 * makes the error for what cannot be read.
 */
export function parseSelector(text: string, refuse: (why: string) => Error): LogFilter {
  const inner = /^\{(.*)\}$/s.exec(text)?.[1];
  if (inner === undefined) throw refuse('does not end with "}"');
  const alternatives = splitAt(inner, '||').map((part) =>
    splitAt(part, '&&').map((comparison) => parseComparison(comparison.trim(), refuse)),
  );
  return (message) => {
    const event = parsed(message);
    return alternatives.some((tests) => tests.every((test) => test(event)));
  };
}

function splitAt(text: string, operator: '&&' | '||'): string[] {
  const masked = text.replaceAll(QUOTED, (quoted) => '_'.repeat(quoted.length));
  let at = 0;
  return masked.split(operator).map((part) => {
    const own = text.slice(at, at + part.length);
    at += part.length + operator.length;
    return own;
  });
}

function parseComparison(text: string, refuse: (why: string) => Error): Test {
  const [, path = '', operator = '', phrase, number] = COMPARISON.exec(text) ?? [];
  const test = phrase === undefined ? comparingNumber(operator, Number(number)) : comparingText(operator, phrase);
  if (path === '' || test === undefined) throw refuse(`has a comparison that cannot be read: ${text}`);
  const members = path.slice(1).split('.');
  return (event) => {
    const value = members.reduce<unknown>((inner, member) => (isRecord(inner) ? inner[member] : undefined), event);
    return value !== undefined && test(value);
  };
}

function comparingText(operator: string, phrase: string): Test | undefined {
  const parts = phrase.replaceAll(/\\(.)/g, '$1').split('*');
  const glob = new RegExp(`^${parts.map((part) => part.replaceAll(REGEXP_SIGN, String.raw`\$&`)).join('.*')}$`, 's');
  if (operator === '=') return (value) => typeof value === 'string' && glob.test(value);
  if (operator === '!=') return (value) => !(typeof value === 'string' && glob.test(value));
  return undefined;
}

function comparingNumber(operator: string, wanted: number): Test | undefined {
  const compare = {
    '=': (value: number) => value === wanted,
    '!=': (value: number) => value !== wanted,
    '>': (value: number) => value > wanted,
    '>=': (value: number) => value >= wanted,
    '<': (value: number) => value < wanted,
    '<=': (value: number) => value <= wanted,
  };
  const test = Object.entries(compare).find(([known]) => known === operator)?.[1];
  return test && ((value) => typeof value === 'number' && test(value));
}

function parsed(message: string): unknown {
  if (!message.trimStart().startsWith('{')) return undefined;
  try {
    const event: unknown = JSON.parse(message);
    return event;
  } catch {
    return undefined;
  }
}
