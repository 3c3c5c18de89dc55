import { AwsError, type Operation } from '../../aws/api.ts';
import { consumedByTable, consumedCapacity, unitsOfRead, unitsOfWrite, type Units } from '../capacity.ts';
import { isConditionFailure, withFailedItem } from '../condition-failure.ts';
import type { Item, TableDescription } from '../dynalite-types.ts';
import { requestHash } from '../idempotency-tokens.ts';
import { checkedPlaceOf } from '../item-places.ts';
import { itemSize } from '../item-size.ts';
import type { ItemStore } from '../item-store.ts';
import type { PageReader } from '../page-reads.ts';
import type { TableRegistry } from '../table-registry.ts';
import type { Transactions } from '../transactions.ts';
import { keyedCondition } from './keys.ts';
import { columnsOf, selectPage } from './reads.ts';
import {
  readBatch,
  readSingle,
  readTransaction,
  statementOf,
  type MemberRequest,
  type TransactionInput,
} from './requests.ts';
import type { Select, Statement } from './statement.ts';
import { writeOf, type WriteStatement } from './writes.ts';

interface Parts {
  readonly items: ItemStore;
  readonly tables: TableRegistry;
  readonly pages: PageReader;
  readonly transactions: Transactions;
}

/** What one statement on one item came to. */
interface Outcome {
  readonly item: Item | undefined;
  readonly table: TableDescription;
  units(): Units;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** What is wrong with one statement of a transaction. */
function failedAt(index: number, message: string): AwsError {
  return invalid(`Validation failed in TransactStatements[${index}]: ${message}`);
}

/** The failures of a statement that ran. */
const FAILED_RUNS = new Set(['ConditionalCheckFailedException', 'DuplicateItemException']);

/** An error as a member of a batch tells it: never with the item, and with the table only where the statement ran. */
function memberError({ code, message }: AwsError, statement: Statement | undefined): object {
  const Code = code === 'ValidationException' ? 'ValidationError' : code.replace(/Exception$/, '');
  const ran = statement !== undefined && FAILED_RUNS.has(code);
  return { ...(ran && { TableName: statement.table }), Error: { Code, Message: message } };
}

/** ExecuteStatement, BatchExecuteStatement and ExecuteTransaction. */
export function statementOperations(parts: Parts): Readonly<Record<string, Operation>> {
  const { items, tables, transactions } = parts;

  async function write(statement: WriteStatement, showsFailedItem: boolean): Promise<Outcome> {
    const action = writeOf(statement, tables, showsFailedItem);
    const place = checkedPlaceOf(tables, action.target);
    return items.write([place], async (view) => {
      const before = view.item(place);
      try {
        const { Attributes } = await action.run(view, place);
        return { item: Attributes, table: place.table, units: () => unitsOfWrite(view.written(place)) };
      } catch (error) {
        throw isConditionFailure(error) && showsFailedItem ? withFailedItem(error, before) : error;
      }
    });
  }

  /** The key of the one item that a SELECT among others may read. */
  function singleKey(statement: Select, operation: string): Item {
    const { KeySchema } = tables.description(statement.table);
    const keyed = statement.index === undefined ? keyedCondition(statement.where, KeySchema) : undefined;
    if (keyed !== undefined && keyed.rest.length === 0) return keyed.key;
    throw invalid(`Select statements within ${operation} must specify the primary key in the where clause.`);
  }

  async function read(statement: Select, isConsistent: boolean): Promise<Outcome> {
    const key = singleKey(statement, 'BatchExecuteStatement');
    const place = checkedPlaceOf(tables, { TableName: statement.table, Key: key });
    const [item] = await items.items([place]);
    return {
      item: item && columnsOf(item, statement.columns),
      table: place.table,
      units: () => unitsOfRead(item === undefined ? 0 : itemSize(item), isConsistent),
    };
  }

  async function execute(input: unknown): Promise<object> {
    const request = readSingle(input);
    const { ReturnConsumedCapacity: returns, ReturnValuesOnConditionCheckFailure: onFailure } = request;
    const statement = statementOf(request);
    if (statement.kind === 'exists') throw invalid('EXISTS is only supported within ExecuteTransaction');
    if (statement.kind === 'select') {
      const options = {
        consistent: request.ConsistentRead === true,
        limit: request.Limit,
        nextToken: request.NextToken,
        returns,
      };
      return selectPage(statement, options, parts);
    }
    const { item, table, units } = await write(statement, onFailure === 'ALL_OLD');
    const ConsumedCapacity = consumedCapacity(table.TableName, units, { returns });
    return { Items: item === undefined ? [] : [item], ...(ConsumedCapacity && { ConsumedCapacity }) };
  }

  async function member(request: MemberRequest): Promise<{ readonly response: object; readonly outcome?: Outcome }> {
    let statement: Statement | undefined;
    try {
      statement = statementOf(request);
      if (statement.kind === 'exists') throw invalid('EXISTS is only supported within ExecuteTransaction');
      const outcome =
        statement.kind === 'select'
          ? await read(statement, request.ConsistentRead === true)
          : await write(statement, false);
      return { response: { TableName: statement.table, ...(outcome.item && { Item: outcome.item }) }, outcome };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { response: memberError(error, statement) };
    }
  }

  async function batch(input: unknown): Promise<object> {
    const { Statements, ReturnConsumedCapacity: returns } = readBatch(input);
    const members = await Promise.all(Statements.map(member));
    const uses = () =>
      members.flatMap(({ outcome }) => outcome ?? []).map(({ table, units }) => ({ table, units: units() }));
    const ConsumedCapacity = consumedByTable(uses, { returns });
    return { Responses: members.map(({ response }) => response), ...(ConsumedCapacity && { ConsumedCapacity }) };
  }

  function inTransaction(request: MemberRequest, index: number): Statement {
    const statement = statementOf(request);
    if ('returning' in statement && statement.returning !== undefined) {
      throw failedAt(index, 'RETURNING clause is not supported in ExecuteTransaction.');
    }
    if (statement.kind === 'select' && statement.index !== undefined) {
      throw failedAt(index, 'Reads on indices are not supported within transactions.');
    }
    return statement;
  }

  function told<Value>(index: number, work: () => Value): Value {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ValidationException') throw error;
      throw failedAt(index, error.message);
    }
  }

  function readTogether(selects: readonly Select[], returns: string | undefined): Promise<object> {
    const targets = selects.map((select, index) =>
      told(index, () => ({ TableName: select.table, Key: singleKey(select, 'ExecuteTransaction') })),
    );
    return transactions.read({ targets, returns, show: (item, index) => columnsOf(item, selects[index]?.columns) });
  }

  async function writeTogether(
    statements: readonly WriteStatement[],
    { TransactStatements: requests, ClientRequestToken: token, ReturnConsumedCapacity: returns }: TransactionInput,
  ): Promise<object> {
    const actions = statements.map((statement, index) =>
      told(index, () => writeOf(statement, tables, requests[index]?.ReturnValuesOnConditionCheckFailure === 'ALL_OLD')),
    );
    const hash = requestHash(requests);
    const answer = await transactions.write({ actions, token, hash, returns, returnsCollections: false });
    return { Responses: [], ...answer };
  }

  async function transact(input: unknown): Promise<object> {
    const request = readTransaction(input);
    const statements = request.TransactStatements.map(inTransaction);
    const selects = statements.filter((statement) => statement.kind === 'select');
    const writes = statements.filter((statement) => statement.kind !== 'select');
    if (selects.length > 0 && writes.length > 0) {
      throw invalid('A transaction has either reads or writes: SELECT and other statements cannot be mixed');
    }
    return writes.length > 0 ? writeTogether(writes, request) : readTogether(selects, request.ReturnConsumedCapacity);
  }

  return { ExecuteStatement: execute, BatchExecuteStatement: batch, ExecuteTransaction: transact };
}
