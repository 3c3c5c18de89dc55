import { ACCOUNT_ID, arn, REGION, resourceName } from '../aws/account.ts';
import { accessKeyOf } from '../functions/environment.ts';
import { TemplateError, type CloudModel, type FunctionModel } from '../templates/model.ts';
import { contextOf, type ConditionContext } from './conditions.ts';
import { PolicyError } from './policy.ts';
import { PolicySet, type IdentifiedStatement } from './policy-set.ts';
import { textIn } from './requests/input.ts';
import { functionRole, resourceRole, resourcesOfType, type DeclaredRole } from './roles.ts';

/** A caller that acts under a role. */
export interface Principal {
  /** `arn:aws:sts::000000000000:assumed-role/<role>/<session>` */
  readonly caller: string;
  readonly roleArn: string;
  readonly policies: PolicySet;
  /** What is known of every call that it makes. */
  context(): ConditionContext;
}

export interface Principals {
  readonly byAccessKey: ReadonlyMap<string, Principal>;
  readonly byFunctionName: ReadonlyMap<string, Principal>;
  /** State machines whose role a template declares. */
  readonly byStateMachineArn: ReadonlyMap<string, Principal>;
  /** Roles that a template declares as resources, by ARN. */
  readonly byRoleArn: ReadonlyMap<string, Principal>;
}

/** Marks what an experiment takes away of a statement; nothing outside of experiments. */
export type Marking = (statement: IdentifiedStatement) => IdentifiedStatement[];

/** The callers that the templates declare. Throws TemplateError for a role that IAM would refuse. */
export function principalsOf(model: CloudModel, mark: Marking): Principals {
  const functions = model.services.flatMap((service) => service.functions);
  const byFunctionName = new Map(functions.map((definition) => [definition.name, functionPrincipal(definition, mark)]));
  const byRoleArn = rolePrincipals(model, mark);
  const roles = [...byRoleArn.values()].map((principal) => [accessKeyOf(principal.roleArn), principal] as const);
  return {
    byFunctionName,
    byAccessKey: new Map([
      ...[...byFunctionName].map(([name, principal]) => [accessKeyOf(name), principal] as const),
      ...roles,
    ]),
    byStateMachineArn: machinePrincipals(model, mark),
    byRoleArn,
  };
}

function rolePrincipals({ services }: CloudModel, mark: Marking): Map<string, Principal> {
  const roles = services.flatMap((service) =>
    resourcesOfType([service], 'AWS::IAM::Role').map((resource) => {
      const role = readable(resource.logicalId, () => resourceRole(service, resource));
      return [role.arn, principalUnder(role, 'local', mark, [])] as const;
    }),
  );
  return new Map(roles);
}

function functionPrincipal(definition: FunctionModel, mark: Marking): Principal {
  return principalUnder(functionRole(definition), definition.name, mark, [
    ['lambda:SourceFunctionArn', [definition.arn]],
  ]);
}

function machinePrincipals({ services }: CloudModel, mark: Marking): Map<string, Principal> {
  const roles = services.flatMap((service) =>
    resourcesOfType([service], 'AWS::IAM::Role').map((resource) => {
      const role = readable(resource.logicalId, () => resourceRole(service, resource));
      return [role.arn, role] as const;
    }),
  );
  const byArn = new Map(roles);
  const machines = resourcesOfType(services, 'AWS::StepFunctions::StateMachine').flatMap(({ ref, properties }) => {
    const role = byArn.get(textIn(properties, 'RoleArn') ?? '');
    return role === undefined ? [] : [[ref, principalUnder(role, resourceName(ref), mark, [])] as const];
  });
  return new Map(machines);
}

function principalUnder(
  role: DeclaredRole,
  session: string,
  mark: Marking,
  own: readonly (readonly [string, readonly string[]])[],
): Principal {
  const caller = `arn:aws:sts::${ACCOUNT_ID}:assumed-role/${role.name}/${session}`;
  return {
    caller,
    roleArn: role.arn,
    policies: readable(role.name, () => new PolicySet(role.statements.flatMap(mark))),
    context: () => {
      const now = new Date();
      return contextOf([
        ['aws:PrincipalArn', [role.arn]],
        ['aws:PrincipalAccount', [ACCOUNT_ID]],
        ['aws:PrincipalType', ['AssumedRole']],
        ['aws:userid', [`AROALOCAL:${session}`]],
        ['aws:RequestedRegion', [REGION]],
        ['aws:SourceIp', ['127.0.0.1']],
        // Loopback stands for AWS's endpoints, which are TLS only.
        ['aws:SecureTransport', ['true']],
        ['aws:CurrentTime', [now.toISOString()]],
        ['aws:EpochTime', [String(Math.floor(now.getTime() / 1000))]],
        ...own,
      ]);
    },
  };
}

function readable<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new TemplateError(`${name}: ${error.message}`, { cause: error });
  }
}

/** The log deliveries that Step Functions sets up with the machine's role when it has logs to write. */
const LOG_DELIVERY_ACTIONS = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

/** What a state machine's role must allow before AWS creates it with these logging settings. */
export function logDeliveryActions(properties: Readonly<Record<string, unknown>>): readonly string[] {
  const level = textIn(properties['LoggingConfiguration'], 'Level') ?? 'OFF';
  return level === 'OFF' ? [] : LOG_DELIVERY_ACTIONS;
}

/** `arn:aws:states:…:stateMachine:<name>` */
export function stateMachineArn(name: string): string {
  return arn('states', `stateMachine:${name}`);
}
