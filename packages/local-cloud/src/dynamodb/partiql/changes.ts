import type { DocumentPath } from '../condition.ts';
import type { AttributeValue } from '../dynalite-types.ts';
import { readPath, requirePath } from './paths.ts';
import type { TokenReader } from './token-reader.ts';
import { notWellFormed } from './tokens.ts';
import { readValue } from './values.ts';

/** The changes of an UPDATE as the members of UpdateItem that mean the same. */
export interface UpdateMembers {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>>;
}

type Clause = 'SET' | 'REMOVE' | 'ADD' | 'DELETE';

/** Names and values under placeholders, and the clauses that use them. */
class UpdateText {
  readonly #clauses = new Map<Clause, string[]>();
  readonly #names = new Map<string, string>();
  readonly #values: AttributeValue[] = [];

  add(clause: Clause, text: string): void {
    this.#clauses.set(clause, [...(this.#clauses.get(clause) ?? []), text]);
  }

  path(path: DocumentPath): string {
    return path
      .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${this.#name(part)}`))
      .join('');
  }

  value(value: AttributeValue): string {
    this.#values.push(value);
    return `:${this.#values.length}`;
  }

  members(): UpdateMembers {
    const clauses = [...this.#clauses].map(([clause, parts]) => `${clause} ${parts.join(', ')}`);
    const values = this.#values.map((value, index) => [`:${index + 1}`, value] as const);
    return {
      UpdateExpression: clauses.join(' '),
      ExpressionAttributeNames: Object.fromEntries([...this.#names].map(([name, alias]) => [alias, name])),
      ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) }),
    };
  }

  #name(name: string): string {
    const alias = this.#names.get(name) ?? `#${this.#names.size + 1}`;
    this.#names.set(name, alias);
    return alias;
  }
}

const FUNCTIONS = new Set(['list_append', 'if_not_exists']);
/** The functions on sets, with the clause of UpdateItem that does the same. */
const SET_FUNCTIONS: ReadonlyMap<string, Clause> = new Map([
  ['set_add', 'ADD'],
  ['set_delete', 'DELETE'],
]);

function isCall(reader: TokenReader, names: { has(name: string): boolean }): boolean {
  const { kind, text } = reader.peek();
  return kind === 'word' && names.has(text.toLowerCase()) && reader.isSymbol('(', 1);
}

function readTerm(reader: TokenReader, update: UpdateText): string {
  if (isCall(reader, FUNCTIONS)) {
    const name = reader.take().text.toLowerCase();
    reader.expectSymbol('(');
    const args = reader.list(() => readTerm(reader, update));
    reader.expectSymbol(')');
    return `${name}(${args.join(', ')})`;
  }
  const token = reader.peek();
  if (token.kind === 'word' && reader.isSymbol('(', 1)) {
    throw reader.fault(`Unrecognized function: ${token.text.toLowerCase()}`, token);
  }
  const value = readValue(reader);
  if (value !== undefined) return update.value(value);
  const path = readPath(reader);
  if (path === undefined) throw notWellFormed('Expected a value');
  return update.path(path);
}

/** `set_add(a, <<…>>)` and `set_delete`, which may only change the attribute that they are assigned to. */
function readSetFunction(reader: TokenReader, update: UpdateText, target: DocumentPath): void {
  const token = reader.take();
  const shown = token.text.toUpperCase();
  reader.expectSymbol('(');
  const first = reader.peek();
  const args = reader.list(() => readValue(reader) ?? requirePath(reader));
  reader.expectSymbol(')');
  const [path, members] = args;
  if (args.length !== 2 || path === undefined || members === undefined) {
    throw reader.fault(`${shown} must have exactly two arguments`, token);
  }
  if (!Array.isArray(path) || JSON.stringify(path) !== JSON.stringify(target)) {
    throw reader.fault(`The first argument to ${shown} must equal the assignment value`, token);
  }
  if (!('SS' in members || 'NS' in members || 'BS' in members)) {
    throw reader.fault(`The second argument to ${shown} must be a value with type SET`, first);
  }
  const clause = SET_FUNCTIONS.get(token.text.toLowerCase()) ?? 'ADD';
  update.add(clause, `${update.path(target)} ${update.value(members)}`);
}

function readAssignment(reader: TokenReader, update: UpdateText): void {
  const path = requirePath(reader);
  reader.expectSymbol('=');
  if (isCall(reader, SET_FUNCTIONS)) {
    readSetFunction(reader, update, path);
    return;
  }
  let text = readTerm(reader, update);
  const operator = ['+', '-'].find((symbol) => reader.acceptSymbol(symbol));
  if (operator !== undefined) text += ` ${operator} ${readTerm(reader, update)}`;
  update.add('SET', `${update.path(path)} = ${text}`);
}

/** One or more `SET` and `REMOVE`. Throws ValidationException. */
export function readChanges(reader: TokenReader): UpdateMembers {
  const update = new UpdateText();
  for (let count = 0; ; count += 1) {
    if (reader.acceptKeyword('SET')) reader.list(() => readAssignment(reader, update));
    else if (reader.acceptKeyword('REMOVE')) {
      reader.list(() => update.add('REMOVE', update.path(requirePath(reader))));
    } else if (count > 0) return update.members();
    else throw notWellFormed('Expected SET or REMOVE');
  }
}
