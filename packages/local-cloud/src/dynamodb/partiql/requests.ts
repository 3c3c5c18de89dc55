import * as z from 'zod/mini';
import { AwsError } from '../../aws/api.ts';
import { parseInput } from '../../aws/operation.ts';
import { validated } from '../dynalite.ts';
import { limits } from '../store-view.ts';
import { parseStatement, type Statement } from './statement.ts';

const MAX_STATEMENT = 8192;
const MAX_BATCH = 25;
const MAX_TRANSACTION = 100;

const Parameters = z.optional(z.array(z.unknown()).check(z.minLength(1)));
const Returns = z.optional(z.enum(['INDEXES', 'TOTAL', 'NONE']));
const OnFailure = z.optional(z.enum(['ALL_OLD', 'NONE']));
const Text = z.string().check(z.minLength(1), z.maxLength(MAX_STATEMENT));

const Single = z.object({
  Statement: Text,
  Parameters,
  ConsistentRead: z.optional(z.boolean()),
  NextToken: z.optional(z.string()),
  ReturnConsumedCapacity: Returns,
  Limit: z.optional(z.int().check(z.minimum(1))),
  ReturnValuesOnConditionCheckFailure: OnFailure,
});
const Member = z.object({
  Statement: Text,
  Parameters,
  ConsistentRead: z.optional(z.boolean()),
  ReturnValuesOnConditionCheckFailure: OnFailure,
});
const Batch = z.object({
  Statements: z.array(Member).check(z.minLength(1), z.maxLength(MAX_BATCH)),
  ReturnConsumedCapacity: Returns,
});
const Transaction = z.object({
  TransactStatements: z.array(Member).check(z.minLength(1), z.maxLength(MAX_TRANSACTION)),
  ClientRequestToken: z.optional(z.string().check(z.minLength(1), z.maxLength(36))),
  ReturnConsumedCapacity: Returns,
});

export type SingleRequest = z.output<typeof Single>;
export type MemberRequest = z.output<typeof Member>;
export type BatchRequest = z.output<typeof Batch>;
export type TransactionInput = z.output<typeof Transaction>;

export const readSingle = (input: unknown): SingleRequest => parseInput(Single, input);
export const readBatch = (input: unknown): BatchRequest => parseInput(Batch, input);
export const readTransaction = (input: unknown): TransactionInput => parseInput(Transaction, input);

/** The statement of a request with its parameters, which are checked as the attributes of an item are. */
export function statementOf({ Statement: text, Parameters: values = [] }: MemberRequest): Statement {
  const attributes = Object.fromEntries(values.map((value, index) => [String(index), value]));
  const { Item } = validated('PutItem', { TableName: 'parameters', Item: attributes }, limits);
  return parseStatement(
    text,
    values.map((_, index) => {
      const value = Item[String(index)];
      if (value === undefined) throw new AwsError('ValidationException', 'A parameter has no value.');
      return value;
    }),
  );
}
