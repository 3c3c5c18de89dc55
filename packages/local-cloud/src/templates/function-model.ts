import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import { parseEvents } from './function-events.ts';
import { TemplateError, type FunctionModel, type RoleStatement } from './model.ts';
import type { ServiceConfiguration } from './read-service.ts';

const DEFAULT_TIMEOUT_SECONDS = 6;
const DEFAULT_MEMORY_MB = 1024;
/** Lambda's own for asynchronous invocations. */
const DEFAULT_RETRY_ATTEMPTS = 2;

const scalar = z.nullable(z.union([z.string(), z.number(), z.boolean()]));
const environment = z.optional(z.record(z.string(), scalar));
const oneOrMany = z.union([z.string(), z.array(z.string())]);

const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany,
  Resource: oneOrMany,
  Condition: z.optional(z.record(z.string(), z.unknown())),
});

const Provider = z.object({
  environment,
  timeout: z.optional(z.number()),
  memorySize: z.optional(z.number()),
  iam: z.optional(z.object({ role: z.optional(z.object({ statements: z.optional(z.array(Statement)) })) })),
});

const Function = z.object({
  handler: z.string(),
  name: z.optional(z.string()),
  environment,
  timeout: z.optional(z.number()),
  memorySize: z.optional(z.number()),
  events: z.optional(z.array(z.unknown())),
  maximumRetryAttempts: z.optional(z.number()),
  destinations: z.optional(z.object({ onFailure: z.optional(z.union([z.string(), z.object({ arn: z.string() })])) })),
  onError: z.optional(z.string()),
  iamRoleStatements: z.optional(z.array(Statement)),
  iamRoleStatementsInherit: z.optional(z.boolean()),
});

/** The Lambda name that the framework gives to a function without an own one. */
export function functionName(stackName: string, stage: string, key: string): string {
  return `${stackName}-${stage}-${key}`;
}

/** The logical id that the framework gives to a function, by which templates refer to it. */
export function functionLogicalId(key: string): string {
  const normalized = key.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${normalized.charAt(0).toUpperCase()}${normalized.slice(1)}LambdaFunction`;
}

/** Everything about one function, its intrinsic functions resolved by `resolve`. Throws TemplateError. */
export function functionModel(
  key: string,
  service: ServiceConfiguration,
  stage: string,
  resolve: (value: unknown) => unknown,
): FunctionModel {
  const where = `services/${service.name}, function ${key}`;
  const definition = parsed(Function, resolve(service.functions[key]), where);
  const provider = parsed(Provider, resolve(service.provider), `services/${service.name}, provider`);
  const onFailure = definition.destinations?.onFailure;
  const name = definition.name ?? functionName(service.stackName, stage, key);
  const inherited = definition.iamRoleStatementsInherit === true || definition.iamRoleStatements === undefined;
  return {
    name,
    arn: arn('lambda', `function:${name}`),
    key,
    service: service.name,
    handler: definition.handler,
    environment: { ...texts(provider.environment), ...texts(definition.environment) },
    timeoutSeconds: definition.timeout ?? provider.timeout ?? DEFAULT_TIMEOUT_SECONDS,
    memoryMb: definition.memorySize ?? provider.memorySize ?? DEFAULT_MEMORY_MB,
    events: parseEvents(definition.events ?? [], where),
    onFailureArn: (typeof onFailure === 'string' ? onFailure : onFailure?.arn) ?? definition.onError,
    maximumRetryAttempts: definition.maximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS,
    roleStatements: [
      ...(inherited ? (provider.iam?.role?.statements ?? []) : []),
      ...(definition.iamRoleStatements ?? []),
    ].map(roleStatement),
  };
}

function parsed<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, where: string): z.output<Schema> {
  const result = z.safeParse(schema, value);
  if (!result.success) throw new TemplateError(`${where}: ${z.prettifyError(result.error)}`);
  return result.data;
}

function texts(values: z.output<typeof environment>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  );
}

function roleStatement(statement: z.output<typeof Statement>): RoleStatement {
  return {
    effect: statement.Effect,
    actions: [statement.Action].flat(),
    resources: [statement.Resource].flat(),
    conditions: statement.Condition ?? {},
  };
}
