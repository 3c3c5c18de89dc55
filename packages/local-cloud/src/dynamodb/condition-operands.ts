import { AwsError } from '../aws/api.ts';
import { attributeType } from './attribute-values.ts';
import { isPath, type Condition, type Operand } from './condition.ts';

const MAX_IN_OPERANDS = 100;

/** The types that have an order. */
const ORDERED = new Set(['S', 'N', 'B']);
const ORDER = new Set(['<', '<=', '>', '>=', 'between']);

function literalType(operand: Operand): string | undefined {
  return isPath(operand) || 'type' in operand ? undefined : attributeType(operand);
}

function refuseUnordered(type: string, args: readonly Operand[]): string | undefined {
  const wrong = args.map(literalType).find((literal) => literal !== undefined && !ORDERED.has(literal));
  return wrong === undefined
    ? undefined
    : `Incorrect operand type for operator or function; operator or function: ${type.toUpperCase()}, operand type: ${wrong}`;
}

/** What DynamoDB objects to in the operands of a condition: values without an order, too many to compare with. */
export function operandFault(condition: Condition): string | undefined {
  switch (condition.type) {
    case 'and':
    case 'or':
    case 'not':
      return condition.args.map(operandFault).find((found) => found !== undefined);
    case 'in': {
      const operands = condition.args.length - 1;
      return operands > MAX_IN_OPERANDS
        ? `The IN operator is provided with too many operands; number of operands: ${operands}`
        : undefined;
    }
    default:
      return ORDER.has(condition.type) ? refuseUnordered(condition.type, condition.args) : undefined;
  }
}

/** Throws ValidationException for operands that dynalite lets pass: values without an order, too many to compare with. */
export function refuseOperands(
  expression: 'ConditionExpression' | 'FilterExpression',
  parsed: { readonly expression: Condition } | undefined,
): void {
  const found = parsed === undefined ? undefined : operandFault(parsed.expression);
  if (found !== undefined) throw new AwsError('ValidationException', `Invalid ${expression}: ${found}`);
}
