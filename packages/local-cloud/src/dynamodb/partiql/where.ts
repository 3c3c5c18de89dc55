import { AwsError } from '../../aws/api.ts';
import { operandFault } from '../condition-operands.ts';
import { isPath, type Condition, type Operand } from '../condition.ts';
import { readPath } from './paths.ts';
import type { TokenReader } from './token-reader.ts';
import { notWellFormed } from './tokens.ts';
import { readValue } from './values.ts';

/** The functions of a condition with the number of their operands, the first of which is a path. */
const FUNCTIONS: ReadonlyMap<string, number> = new Map([
  ['attribute_exists', 1],
  ['attribute_not_exists', 1],
  ['attribute_type', 2],
  ['begins_with', 2],
  ['contains', 2],
  ['size', 1],
]);
const COMPARISONS = ['=', '<>', '<=', '>=', '<', '>'] as const;
const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['NULL', 'NULL'],
  ['BOOL', 'BOOL'],
  ['BOOLEAN', 'BOOL'],
  ['STRING', 'S'],
  ['NUMBER', 'N'],
  ['INT', 'N'],
  ['DECIMAL', 'N'],
  ['BINARY', 'B'],
  ['LIST', 'L'],
  ['MAP', 'M'],
  ['STRUCT', 'M'],
]);

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

function negated(condition: Condition): Condition {
  return { type: 'not', args: [condition] };
}

function readCall(reader: TokenReader): { readonly name: string; readonly args: readonly Operand[] } {
  const token = reader.take();
  const name = token.text.toLowerCase();
  const count = FUNCTIONS.get(name);
  if (count === undefined) throw reader.fault(`Unrecognized function: ${name}`, token);
  reader.expectSymbol('(');
  const args = reader.isSymbol(')') ? [] : reader.list(() => readOperand(reader));
  reader.expectSymbol(')');
  if (args.length !== count) {
    throw invalid(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`,
    );
  }
  if (args[0] === undefined || !isPath(args[0])) {
    throw invalid(`Operator or function requires a document path; operator or function: ${name}`);
  }
  return { name, args };
}

function isCall(reader: TokenReader): boolean {
  return reader.peek().kind === 'word' && reader.isSymbol('(', 1);
}

function readOperand(reader: TokenReader): Operand {
  if (isCall(reader)) {
    const token = reader.peek();
    const { name, args } = readCall(reader);
    if (name !== 'size') throw reader.fault(`Unsupported function in an operand: ${name}`, token);
    return { type: 'function', name, args };
  }
  const operand = readValue(reader) ?? readPath(reader);
  if (operand === undefined) throw notWellFormed('Expected an operand');
  return operand;
}

/** What follows `IS`: a type, or `MISSING`, each perhaps negated. */
function readTypeTest(reader: TokenReader, operand: Operand): Condition {
  const isNegated = reader.acceptKeyword('NOT');
  const name = reader.take().text.toUpperCase();
  const type = TYPE_NAMES.get(name);
  if (name !== 'MISSING' && type === undefined) throw notWellFormed('Expected a type');
  const test: Condition =
    type === undefined
      ? { type: 'function', name: 'attribute_not_exists', args: [operand] }
      : { type: 'function', name: 'attribute_type', args: [operand, { S: type }] };
  return isNegated ? negated(test) : test;
}

function readComparison(reader: TokenReader, operand: Operand): Condition {
  if (reader.acceptKeyword('IS')) return readTypeTest(reader, operand);
  if (reader.acceptKeyword('BETWEEN')) {
    const low = readOperand(reader);
    reader.expectKeyword('AND');
    return { type: 'between', args: [operand, low, readOperand(reader)] };
  }
  if (reader.acceptKeyword('IN')) {
    const closing = reader.acceptSymbol('[') ? ']' : ')';
    if (closing === ')') reader.expectSymbol('(');
    const choices = reader.list(() => readOperand(reader));
    reader.expectSymbol(closing);
    return { type: 'in', args: [operand, ...choices] };
  }
  if (reader.acceptSymbol('!=')) return { type: '<>', args: [operand, readOperand(reader)] };
  const type = COMPARISONS.find((comparison) => reader.acceptSymbol(comparison));
  if (type === undefined) throw notWellFormed('Expected a comparison');
  return { type, args: [operand, readOperand(reader)] };
}

/** A function that is a condition may be compared with `TRUE` or `FALSE`. */
function readCallCondition(reader: TokenReader): Condition {
  const { name, args } = readCall(reader);
  const call = { type: 'function', name, args } as const;
  if (name === 'size') return readComparison(reader, call);
  if (!reader.acceptSymbol('=')) return call;
  if (reader.acceptKeyword('TRUE')) return call;
  reader.expectKeyword('FALSE');
  return negated(call);
}

function readPredicate(reader: TokenReader): Condition {
  if (reader.acceptKeyword('NOT')) return negated(readPredicate(reader));
  if (reader.acceptSymbol('(')) {
    const condition = readAlternatives(reader);
    reader.expectSymbol(')');
    return condition;
  }
  return isCall(reader) ? readCallCondition(reader) : readComparison(reader, readOperand(reader));
}

function readAll(reader: TokenReader): Condition {
  const parts = [readPredicate(reader)];
  while (reader.acceptKeyword('AND')) parts.push(readPredicate(reader));
  return parts.length > 1 ? { type: 'and', args: parts } : (parts[0] ?? { type: 'and', args: [] });
}

function readAlternatives(reader: TokenReader): Condition {
  const parts = [readAll(reader)];
  while (reader.acceptKeyword('OR')) parts.push(readAll(reader));
  return parts.length > 1 ? { type: 'or', args: parts } : (parts[0] ?? { type: 'or', args: [] });
}

/** The condition behind `WHERE`; undefined where there is none. Throws ValidationException. */
export function readWhere(reader: TokenReader): Condition | undefined {
  if (!reader.acceptKeyword('WHERE')) return undefined;
  const condition = readAlternatives(reader);
  const fault = operandFault(condition);
  if (fault !== undefined) throw invalid(fault);
  return condition;
}

/** The parts that all have to hold. */
export function conjunctsOf(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  return condition.type === 'and' ? condition.args.flatMap((part) => conjunctsOf(part)) : [condition];
}

function headsOfOperand(operand: Operand): readonly string[] {
  if (isPath(operand)) return typeof operand[0] === 'string' ? [operand[0]] : [];
  return 'type' in operand ? operand.args.flatMap(headsOfOperand) : [];
}

/** The attributes that a condition speaks of. */
export function attributesOf(condition: Condition): readonly string[] {
  switch (condition.type) {
    case 'and':
    case 'or':
    case 'not':
      return condition.args.flatMap(attributesOf);
    default:
      return condition.args.flatMap(headsOfOperand);
  }
}
