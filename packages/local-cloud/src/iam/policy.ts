import * as z from 'zod/mini';

const oneOrMany = z.union([z.string(), z.array(z.string())]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const conditionBlock = z.record(z.string(), z.record(z.string(), z.union([scalar, z.array(scalar)])));

const Statement = z
  .strictObject({
    Sid: z.optional(z.string()),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: z.optional(z.union([z.literal('*'), z.record(z.string(), oneOrMany)])),
    Action: z.optional(oneOrMany),
    NotAction: z.optional(oneOrMany),
    Resource: z.optional(oneOrMany),
    NotResource: z.optional(oneOrMany),
    Condition: z.optional(conditionBlock),
  })
  .check(
    z.refine(({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined), {
      error: 'A statement has either Action or NotAction.',
    }),
    z.refine(({ Resource, NotResource }) => Resource === undefined || NotResource === undefined, {
      error: 'A statement has either Resource or NotResource.',
    }),
  );

const Document = z.looseObject({ Statement: z.union([Statement, z.array(Statement)]) });

/** Operator (`ForAllValues:StringLike`) → condition key → the values of which one must match. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A statement of a policy, lists made of single values. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** Whether `actions` are those that the statement is not about. */
  readonly exceptActions?: boolean;
  readonly resources: readonly string[];
  /** Whether `resources` are those that the statement is not about. */
  readonly exceptResources?: boolean;
  readonly conditions: ConditionBlock;
  /** Kind (`Service`, `AWS`, `*`) → principals; of policies that belong to a resource. */
  readonly principals?: Readonly<Record<string, readonly string[]>>;
}

/** A policy that IAM would refuse; the message says why. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

/** Reads one statement in the form of the policy language. Throws PolicyError. */
export function parseStatement(value: unknown): PolicyStatement {
  const parsed = z.safeParse(Statement, value);
  if (!parsed.success) throw new PolicyError(z.prettifyError(parsed.error));
  return toStatement(parsed.data);
}

/** Reads the statements of a policy document. Throws PolicyError. */
export function parseDocument(value: unknown): PolicyStatement[] {
  const parsed = z.safeParse(Document, value);
  if (!parsed.success) throw new PolicyError(z.prettifyError(parsed.error));
  return [parsed.data.Statement].flat().map(toStatement);
}

function toStatement(statement: z.output<typeof Statement>): PolicyStatement {
  const { Effect, Action, NotAction, Resource, NotResource, Condition = {}, Principal } = statement;
  return {
    effect: Effect,
    actions: [Action ?? NotAction ?? []].flat(),
    ...(NotAction !== undefined && { exceptActions: true }),
    resources: [Resource ?? NotResource ?? '*'].flat(),
    ...(NotResource !== undefined && { exceptResources: true }),
    conditions: mapValues(Condition, (keys) => mapValues(keys, (values) => [values].flat().map(String))),
    ...(Principal !== undefined && { principals: principalsOf(Principal) }),
  };
}

function principalsOf(principal: '*' | Readonly<Record<string, string | string[]>>): Record<string, string[]> {
  return principal === '*' ? { '*': ['*'] } : mapValues(principal, (values) => [values].flat());
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
