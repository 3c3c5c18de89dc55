import { BlockList, isIP } from 'node:net';

/** Says whether one leaf value of an event fits. `undefined` stands for a field that is absent. */
export type ValueMatcher = (value: unknown) => boolean;

/** The text says why; the pattern's parser turns it into EventBridge's error. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

const NUMERIC_LIMIT = 5e9;

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const OPERATORS: Readonly<Record<string, (argument: unknown) => ValueMatcher>> = {
  exists: (argument) => {
    if (typeof argument !== 'boolean') throw new PatternError('exists match pattern must be either true or false.');
    return (value) => (value !== undefined && !isContainer(value)) === argument;
  },
  prefix: (argument) => affix(argument, 'prefix', (text, part) => text.startsWith(part)),
  suffix: (argument) => affix(argument, 'suffix', (text, part) => text.endsWith(part)),
  'equals-ignore-case': (argument) => {
    const expected = textArgument(argument, 'equals-ignore-case').toLowerCase();
    return onText((text) => text.toLowerCase() === expected);
  },
  wildcard: (argument) => {
    const expression = wildcardExpression(textArgument(argument, 'wildcard'));
    return onText((text) => expression.test(text));
  },
  numeric,
  cidr,
  'anything-but': anythingBut,
};

/** One element of a leaf array: a literal, or an object with one operator. Throws PatternError. */
export function valueMatcher(pattern: unknown): ValueMatcher {
  if (pattern === null || typeof pattern !== 'object') return (value) => value === pattern;
  if (Array.isArray(pattern)) throw new PatternError('Match value must be String, number, true, false, or null');
  const entries = Object.entries(pattern);
  const [first] = entries;
  if (first === undefined || entries.length > 1) throw new PatternError('Only one key allowed in match expression');
  const [name, argument] = first;
  const build = OPERATORS[name];
  if (build === undefined) throw new PatternError(`Unrecognized match type ${name}`);
  return build(argument);
}

function affix(argument: unknown, name: string, test: (text: string, part: string) => boolean): ValueMatcher {
  if (isRecord(argument)) {
    const part = textArgument(argument['equals-ignore-case'], name).toLowerCase();
    return onText((text) => test(text.toLowerCase(), part));
  }
  const part = textArgument(argument, name);
  return onText((text) => test(text, part));
}

function numeric(argument: unknown): ValueMatcher {
  if (!Array.isArray(argument) || argument.length === 0 || argument.length > 4 || argument.length % 2 === 1) {
    throw new PatternError('Invalid member in numeric match: expected operators, each followed by a number');
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < argument.length; index += 2) {
    const operator: unknown = argument[index];
    const limit: unknown = argument[index + 1];
    const compare = typeof operator === 'string' ? COMPARISONS[operator] : undefined;
    if (compare === undefined) throw new PatternError(`Unrecognized numeric range operator: ${String(operator)}`);
    if (typeof limit !== 'number') throw new PatternError(`Value of ${String(operator)} must be numeric`);
    if (Math.abs(limit) > NUMERIC_LIMIT) throw new PatternError('Value must be between -5.0E9 and 5.0E9, inclusive');
    tests.push((value) => compare(value, limit));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function cidr(argument: unknown): ValueMatcher {
  const [network = '', bits = ''] = textArgument(argument, 'cidr').split('/');
  const version = isIP(network);
  const length = Number(bits);
  if (version === 0 || !/^\d+$/.test(bits) || length > (version === 4 ? 32 : 128)) {
    throw new PatternError('Malformed CIDR, one of: IPv4 or IPv6 address, a slash and the length of its mask');
  }
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(network, length, family);
  return onText((text) => isIP(text) === version && range.check(text, family));
}

function anythingBut(argument: unknown): ValueMatcher {
  const refused = isRecord(argument) ? negatable(argument) : listOf(argument).map(literal);
  return (value) => value !== undefined && !isContainer(value) && !refused.some((matches) => matches(value));
}

function negatable(argument: Readonly<Record<string, unknown>>): ValueMatcher[] {
  const [name = '', operand] = Object.entries(argument)[0] ?? [];
  if (!['prefix', 'suffix', 'wildcard', 'equals-ignore-case'].includes(name)) {
    throw new PatternError(`Unsupported anything-but pattern: ${name}`);
  }
  return listOf(operand).map((part) => valueMatcher({ [name]: part }));
}

function literal(value: unknown): ValueMatcher {
  if (value !== null && typeof value === 'object') {
    throw new PatternError('Inside anything but list, start|null|boolean is not supported.');
  }
  return valueMatcher(value);
}

function listOf(argument: unknown): unknown[] {
  const list: unknown[] = Array.isArray(argument) ? argument : [argument];
  if (list.length === 0) throw new PatternError('Empty arrays are not allowed');
  return list;
}

/** `*` is any run of characters, `\*` and `\\` are the characters themselves. */
function wildcardExpression(text: string): RegExp {
  if (/(?<!\\)\*\*/.test(text)) throw new PatternError('Consecutive wildcard characters');
  let source = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '*') {
      source += '.*';
    } else if (character === '\\') {
      index += 1;
      const escaped = text.charAt(index);
      if (escaped !== '*' && escaped !== '\\') throw new PatternError('Invalid escape character');
      source += `\\${escaped}`;
    } else {
      source += character.replace(/[\^$.|?+()[\]{}]/, String.raw`\$&`);
    }
  }
  return new RegExp(`^${source}$`, 's');
}

function textArgument(argument: unknown, name: string): string {
  if (typeof argument !== 'string') throw new PatternError(`${name} match pattern must be a string`);
  return argument;
}

function onText(test: (text: string) => boolean): ValueMatcher {
  return (value) => typeof value === 'string' && test(value);
}

function isContainer(value: unknown): boolean {
  return value !== null && typeof value === 'object';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
