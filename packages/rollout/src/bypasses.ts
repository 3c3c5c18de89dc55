import { LIVE, VERIFIER } from './live-alias.ts';
import { idsOfType, isMap, type Resources, type Value } from './template.ts';

/** A place of a template that reaches a function past its alias, so that a rollout would not govern it. */
export interface Bypass {
  /** Such as `HttpApiIntegrationGetOrder.Properties.IntegrationUri`. */
  readonly path: string;
  readonly function: string;
}

/** The kinds of resource through which a function is called, and those that may call one. */
const CALLS = new Set([
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::Method',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::Cognito::UserPool',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::Logs::SubscriptionFilter',
  'AWS::S3::Bucket',
  'AWS::SNS::Subscription',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::StepFunctions::StateMachine',
]);

const UNQUALIFIED = /:function:(tradewind-[a-z0-9-]+)(?![a-z0-9:*-])/;

function named(value: Value | undefined): string {
  if (typeof value === 'string') return value.split('.')[0] ?? '';
  const first = Array.isArray(value) ? value[0] : undefined;
  return typeof first === 'string' ? first : '';
}

/** The function that this very value names, if any. */
function functionNamed(value: Value, functions: ReadonlySet<string>): string | undefined {
  if (typeof value === 'string') {
    const substituted = [...value.matchAll(/\$\{(\w+)(?:\.Arn)?\}/g)].map(([, id]) => id ?? '');
    return substituted.find((id) => functions.has(id)) ?? UNQUALIFIED.exec(value)?.[1];
  }
  if (!isMap(value)) return undefined;
  return [named(value['Fn::GetAtt']), named(value.Ref)].find((id) => functions.has(id));
}

function search(value: Value, path: string, functions: ReadonlySet<string>): Bypass[] {
  const found = functionNamed(value, functions);
  if (found !== undefined) return found.endsWith(VERIFIER) ? [] : [{ path, function: found }];
  if (Array.isArray(value)) return value.flatMap((entry, index) => search(entry, `${path}.${index}`, functions));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => search(child, `${path}.${key}`, functions));
}

/**
 * Every integration, permission, rule, mapping, state machine or role that names a function rather than its live
 * alias, and every function without an alias. Reads the finished template only, so that it also finds what
 * `rollOutGradually` does not know of. Empty when all traffic is governed.
 */
export function bypasses(resources: Resources): Bypass[] {
  const functions = idsOfType(resources, 'AWS::Lambda::Function').filter((id) => {
    const name = resources[id]?.Properties?.FunctionName;
    return !(typeof name === 'string' && name.endsWith(`-${VERIFIER}`));
  });
  const aliased = new Set(
    idsOfType(resources, 'AWS::Lambda::Alias')
      .map((id) => resources[id]?.Properties)
      .filter((properties) => properties?.Name === LIVE)
      .map((properties) => (isMap(properties?.FunctionName) ? properties.FunctionName.Ref : undefined)),
  );
  const direct = Object.entries(resources)
    .filter(([, { Type }]) => CALLS.has(Type))
    .flatMap(([id, { Properties }]) => search(Properties ?? {}, `${id}.Properties`, new Set(functions)));
  return [...functions.filter((id) => !aliased.has(id)).map((id) => ({ path: id, function: id })), ...direct];
}
