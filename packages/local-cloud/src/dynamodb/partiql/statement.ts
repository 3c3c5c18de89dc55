import { AwsError } from '../../aws/api.ts';
import type { Condition, DocumentPath } from '../condition.ts';
import type { AttributeValue, Item } from '../dynalite-types.ts';
import { readChanges, type UpdateMembers } from './changes.ts';
import { readPath } from './paths.ts';
import { TokenReader } from './token-reader.ts';
import { notWellFormed } from './tokens.ts';
import { readItem } from './values.ts';
import { readWhere } from './where.ts';

/** What a statement works on: a table, or one of its indexes. */
export interface Source {
  readonly table: string;
  readonly index: string | undefined;
}

/** `ReturnValues` of the operations by the words behind `RETURNING`. */
export type Returning = 'ALL OLD' | 'ALL NEW' | 'MODIFIED OLD' | 'MODIFIED NEW';

export interface Select extends Source {
  readonly kind: 'select';
  /** Undefined for `*`. */
  readonly columns: readonly DocumentPath[] | undefined;
  readonly where: Condition | undefined;
  readonly order: { readonly attribute: string; readonly descending: boolean } | undefined;
}

/** Refuses the transaction that it is in unless the condition holds. */
export interface Exists extends Omit<Select, 'kind'> {
  readonly kind: 'exists';
}

export interface Insert extends Source {
  readonly kind: 'insert';
  readonly item: Item;
}

export interface Update extends Source {
  readonly kind: 'update';
  readonly changes: UpdateMembers;
  readonly where: Condition | undefined;
  readonly returning: Returning | undefined;
}

export interface Delete extends Source {
  readonly kind: 'delete';
  readonly where: Condition | undefined;
  readonly returning: Returning | undefined;
}

export type Statement = Select | Exists | Insert | Update | Delete;

const CLAUSES = ['WHERE', 'ORDER', 'SET', 'REMOVE', 'RETURNING'];

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

function readSource(reader: TokenReader): Source {
  const path = readPath(reader) ?? [];
  if (path.length === 0) throw notWellFormed('Expected a table');
  if (path.length > 2) throw invalid('A path may contain at most 2 components in the FROM clause');
  if (path.includes('')) throw invalid('Path component cannot be an empty string');
  const [table, index] = path;
  return { table: String(table), index: index === undefined ? undefined : String(index) };
}

/** A source that may be followed by clauses, but not by a name for it. */
function readNamelessSource(reader: TokenReader): Source {
  const source = readSource(reader);
  const { kind } = reader.peek();
  if (kind === 'name' || (kind === 'word' && !CLAUSES.some((clause) => reader.isKeyword(clause)))) {
    throw invalid('Aliasing is not supported');
  }
  return source;
}

function readColumn(reader: TokenReader): DocumentPath {
  const token = reader.peek();
  const path = readPath(reader);
  if (path === undefined) throw reader.fault('Unexpected path component', token);
  return path;
}

function readOrder(reader: TokenReader): Select['order'] {
  if (!reader.acceptKeyword('ORDER', 'BY')) return undefined;
  const [attribute] = readColumn(reader);
  const descending = reader.acceptKeyword('DESC');
  if (!descending) reader.acceptKeyword('ASC');
  return { attribute: String(attribute), descending };
}

function readSelect(reader: TokenReader): Select {
  const columns = reader.acceptSymbol('*') ? undefined : reader.list(() => readColumn(reader));
  reader.expectKeyword('FROM');
  const source = readNamelessSource(reader);
  return { kind: 'select', columns, ...source, where: readWhere(reader), order: readOrder(reader) };
}

function readReturning(reader: TokenReader): Returning | undefined {
  if (!reader.acceptKeyword('RETURNING')) return undefined;
  const all = reader.acceptKeyword('ALL');
  if (!all) reader.expectKeyword('MODIFIED');
  const old = reader.acceptKeyword('OLD');
  if (!old) reader.expectKeyword('NEW');
  reader.expectSymbol('*');
  if (all) return old ? 'ALL OLD' : 'ALL NEW';
  return old ? 'MODIFIED OLD' : 'MODIFIED NEW';
}

function readInsert(reader: TokenReader): Insert {
  reader.expectKeyword('INTO');
  const source = readSource(reader);
  if (!reader.acceptKeyword('VALUE')) reader.expectEnd();
  return { kind: 'insert', ...source, item: readItem(reader) };
}

function readUpdate(reader: TokenReader): Update {
  const source = readNamelessSource(reader);
  const changes = readChanges(reader);
  const where = readWhere(reader);
  return { kind: 'update', ...source, changes, where, returning: readReturning(reader) };
}

/** `FROM … WHERE … SET …`, another way to write an UPDATE. */
function readUpdateFrom(reader: TokenReader): Update {
  const source = readNamelessSource(reader);
  const where = readWhere(reader);
  const changes = readChanges(reader);
  return { kind: 'update', ...source, changes, where, returning: readReturning(reader) };
}

function readDelete(reader: TokenReader): Delete {
  reader.expectKeyword('FROM');
  const source = readNamelessSource(reader);
  const where = readWhere(reader);
  const returning = readReturning(reader);
  if (returning !== undefined && returning !== 'ALL OLD') {
    throw invalid(
      `Invalid returning clause: RETURNING ${returning} *. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
    );
  }
  return { kind: 'delete', ...source, where, returning };
}

function readExists(reader: TokenReader): Exists {
  reader.expectSymbol('(');
  reader.expectKeyword('SELECT');
  const select = readSelect(reader);
  reader.expectSymbol(')');
  return { ...select, kind: 'exists' };
}

function readStatement(reader: TokenReader): Statement {
  if (reader.acceptKeyword('SELECT')) return readSelect(reader);
  if (reader.acceptKeyword('INSERT')) return readInsert(reader);
  if (reader.acceptKeyword('UPDATE')) return readUpdate(reader);
  if (reader.acceptKeyword('DELETE')) return readDelete(reader);
  if (reader.acceptKeyword('FROM')) return readUpdateFrom(reader);
  if (reader.acceptKeyword('EXISTS')) return readExists(reader);
  throw notWellFormed('Expected data manipulation');
}

/** A statement of PartiQL as DynamoDB has it, its parameters filled in. Throws ValidationException. */
export function parseStatement(text: string, parameters: readonly AttributeValue[] = []): Statement {
  const reader = new TokenReader(text, parameters);
  const statement = readStatement(reader);
  reader.expectEnd();
  return statement;
}
