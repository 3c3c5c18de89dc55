import { AwsError } from '../../aws/api.ts';
import { attributeType } from '../attribute-values.ts';
import { checkedValue } from '../dynalite.ts';
import type { AttributeValue, Item } from '../dynalite-types.ts';
import type { TokenReader } from './token-reader.ts';
import { notWellFormed } from './tokens.ts';

const CONSTANTS: ReadonlyMap<string, AttributeValue> = new Map([
  ['TRUE', { BOOL: true }],
  ['FALSE', { BOOL: false }],
  ['NULL', { NULL: true }],
]);

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** A number in normal form; what breaks DynamoDB's rules for numbers is told with the way to it. */
function numberValue(text: string, path: string): AttributeValue {
  try {
    return checkedValue({ N: text });
  } catch (error) {
    throw error instanceof AwsError ? invalid(`${error.message} under ${path}`) : error;
  }
}

function setValue(members: readonly AttributeValue[]): AttributeValue {
  const [first] = members;
  if (first === undefined) throw invalid('Empty bags are not supported');
  const type = attributeType(first);
  if (members.some((member) => attributeType(member) !== type)) {
    throw invalid('Bags with more than one data type are not supported');
  }
  const texts = members.map(({ S, N, B }) => S ?? N ?? B ?? '');
  if (type === 'S') return checkedValue({ SS: texts });
  if (type === 'N') return checkedValue({ NS: texts });
  if (type === 'B') return checkedValue({ BS: texts });
  throw invalid('Bags of this data type are not supported');
}

function elements(reader: TokenReader, closing: string, read: (index: number) => AttributeValue): AttributeValue[] {
  if (reader.acceptSymbol(closing)) return [];
  let index = 0;
  const list = reader.list(() => read(index++));
  reader.expectSymbol(closing);
  return list;
}

/** What stands behind an opening brace; `pathOf` gives the way to a member. */
function readMembers(reader: TokenReader, pathOf: (name: string) => string): Item {
  if (reader.acceptSymbol('}')) return {};
  const entries = reader.list((): [string, AttributeValue] => {
    const name = reader.take();
    if (name.kind !== 'text' && name.kind !== 'name') throw notWellFormed('Expected a name of an attribute');
    reader.expectSymbol(':');
    return [name.text, requireValue(reader, pathOf(name.text))];
  });
  reader.expectSymbol('}');
  return Object.fromEntries(entries);
}

/** The literal or parameter that comes next; undefined where something else does. */
export function readValue(reader: TokenReader, path = 'root'): AttributeValue | undefined {
  const { kind, text } = reader.peek();
  if (kind === 'text') return { S: reader.take().text };
  if (kind === 'number') return numberValue(reader.take().text, path);
  if (reader.isSymbol('-') && reader.peek(1).kind === 'number') {
    reader.take();
    return numberValue(`-${reader.take().text}`, path);
  }
  const constant = kind === 'word' ? CONSTANTS.get(text.toUpperCase()) : undefined;
  if (constant !== undefined) {
    reader.take();
    return constant;
  }
  if (reader.acceptSymbol('?')) return checkedValue(reader.parameter());
  if (reader.acceptSymbol('[')) {
    return { L: elements(reader, ']', (index) => requireValue(reader, `${path}[${index}]`)) };
  }
  if (reader.acceptSymbol('<<')) return setValue(elements(reader, '>>', () => requireValue(reader, path)));
  return reader.acceptSymbol('{') ? { M: readMembers(reader, (name) => `${path}.${name}`) } : undefined;
}

function requireValue(reader: TokenReader, path: string): AttributeValue {
  const token = reader.peek();
  const value = readValue(reader, path);
  if (value !== undefined) return value;
  if (token.kind === 'word' && reader.isSymbol('(', 1)) {
    throw reader.fault(`Unsupported data type: ${token.text.toLowerCase()} under key ${path}`, token);
  }
  throw notWellFormed('Expected a value');
}

/** The item of an INSERT: a map whose members are attributes. */
export function readItem(reader: TokenReader): Item {
  reader.expectSymbol('{');
  return readMembers(reader, () => 'root');
}
