import { AwsError } from '../../aws/api.ts';
import { checkedWrite } from '../checked-write.ts';
import { requireCondition } from '../condition-failure.ts';
import type { Condition } from '../condition.ts';
import { deleteItem, putItem, updateItem, type WriteAnswer } from '../item-writes.ts';
import type { Conditional } from '../requests.ts';
import type { TableRegistry } from '../table-registry.ts';
import type { TransactAction } from '../transaction-request.ts';
import { keyedCondition, type KeyedCondition } from './keys.ts';
import type { Delete, Exists, Insert, Returning, Update } from './statement.ts';

/** A statement that writes, as an action of a transaction or on its own. */
export interface StatementWrite extends TransactAction {
  run(...args: Parameters<TransactAction['run']>): Promise<WriteAnswer> | WriteAnswer;
}

export type WriteStatement = Insert | Update | Delete | Exists;

const RETURN_VALUES: Readonly<Record<Returning, string>> = {
  'ALL OLD': 'ALL_OLD',
  'ALL NEW': 'ALL_NEW',
  'MODIFIED OLD': 'UPDATED_OLD',
  'MODIFIED NEW': 'UPDATED_NEW',
};

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

function returnValues(returning: Returning | undefined): { readonly ReturnValues?: string } {
  return returning === undefined ? {} : { ReturnValues: RETURN_VALUES[returning] };
}

function conditionOf(conditions: readonly Condition[]): Conditional {
  if (conditions.length === 0) return {};
  return { _condition: { expression: { type: 'and', args: conditions }, nestedPaths: {}, pathHeads: {} } };
}

function insert({ table, item }: Insert, showsFailedItem: boolean): StatementWrite {
  const request = checkedWrite('PutItem', { TableName: table, Item: item });
  return {
    target: request,
    showsFailedItem,
    run(view, place) {
      if (view.item(place) !== undefined) {
        throw new AwsError('DuplicateItemException', 'Duplicate primary key exists in table');
      }
      return putItem(view, request, place);
    },
  };
}

/** An UPDATE never makes an item: one that is not there fails the condition. */
function update(statement: Update, { key, rest }: KeyedCondition, showsFailedItem: boolean): StatementWrite {
  const { table: TableName, changes, returning } = statement;
  const request = checkedWrite('UpdateItem', { TableName, Key: key, ...changes, ...returnValues(returning) });
  const isThere = Object.keys(key).map((attribute): Condition => ({
    type: 'function',
    name: 'attribute_exists',
    args: [[attribute]],
  }));
  const conditional = { ...request, ...conditionOf([...isThere, ...rest]) };
  return { target: request, showsFailedItem, run: (view, place) => updateItem(view, conditional, place) };
}

function remove({ table, returning }: Delete, { key, rest }: KeyedCondition, showsFailedItem: boolean): StatementWrite {
  const request = checkedWrite('DeleteItem', { TableName: table, Key: key, ...returnValues(returning) });
  const conditional = { ...request, ...conditionOf(rest) };
  return { target: request, showsFailedItem, run: (view, place) => deleteItem(view, conditional, place) };
}

function exists({ table }: Exists, { key, rest }: KeyedCondition, showsFailedItem: boolean): StatementWrite {
  const request = checkedWrite('DeleteItem', { TableName: table, Key: key });
  return {
    target: request,
    showsFailedItem,
    run(view, place) {
      requireCondition(conditionOf(rest), view.item(place));
      return {};
    },
  };
}

/** What a statement does to the one item that it names. Throws AwsError. */
export function writeOf(statement: WriteStatement, tables: TableRegistry, showsFailedItem = false): StatementWrite {
  const { KeySchema } = tables.description(statement.table);
  if (statement.index !== undefined) throw invalid('Writes on indices are not supported');
  if (statement.kind === 'insert') return insert(statement, showsFailedItem);
  const keyed = keyedCondition(statement.where, KeySchema);
  if (statement.kind === 'exists') {
    if (keyed === undefined || keyed.rest.length === 0) {
      throw invalid('EXISTS() must contain a single item read with additional condition');
    }
    return exists(statement, keyed, showsFailedItem);
  }
  if (keyed === undefined) throw invalid('Where clause does not contain a mandatory equality on all key attributes');
  return statement.kind === 'update'
    ? update(statement, keyed, showsFailedItem)
    : remove(statement, keyed, showsFailedItem);
}
