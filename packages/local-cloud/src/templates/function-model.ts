import * as z from 'zod/mini';
import { arn, REGION } from '../aws/account.ts';
import { parseStatement, PolicyError } from '../iam/policy.ts';
import { parseEvents } from './function-events.ts';
import { TemplateError, type FunctionModel, type RoleStatement } from './model.ts';
import type { ServiceConfiguration } from './read-service.ts';

const DEFAULT_TIMEOUT_SECONDS = 6;
const DEFAULT_MEMORY_MB = 1024;
/** Lambda's own for asynchronous invocations. */
const DEFAULT_RETRY_ATTEMPTS = 2;

const scalar = z.nullable(z.union([z.string(), z.number(), z.boolean()]));
const environment = z.optional(z.record(z.string(), scalar));
const statements = z.optional(z.array(z.unknown()));

const Provider = z.object({
  environment,
  timeout: z.optional(z.number()),
  memorySize: z.optional(z.number()),
  iam: z.optional(z.object({ role: z.optional(z.object({ statements })) })),
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
  iamRoleStatements: statements,
  iamRoleStatementsName: z.optional(z.string()),
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
    roleName: definition.iamRoleStatementsName ?? generatedRoleName(service.stackName, stage, key, definition),
    roleStatements: [
      ...(inherited ? (provider.iam?.role?.statements ?? []) : []),
      ...(definition.iamRoleStatements ?? []),
    ].map((statement) => roleStatement(statement, where)),
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

/** As the framework and its plugin for roles call them; without statements of its own a function has the shared role. */
function generatedRoleName(
  stackName: string,
  stage: string,
  key: string,
  { iamRoleStatements }: z.output<typeof Function>,
): string {
  const own = iamRoleStatements === undefined ? '' : `${key}-`;
  return `${stackName}-${stage}-${own}${REGION}-lambdaRole`;
}

function roleStatement(statement: unknown, where: string): RoleStatement {
  try {
    return parseStatement(statement);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new TemplateError(`${where}, role: ${error.message}`, { cause: error });
  }
}
