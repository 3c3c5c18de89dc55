import { arn, resourceName } from '../../aws/account.ts';
import type { AwsCall } from '../../aws/api.ts';
import { functionNameOf } from '../../functions/runtime.ts';
import { addressOnly } from '../../ses/mailbox.ts';
import type { AccessRequest } from '../policy-set.ts';
import { fields, textIn, textsIn } from './input.ts';

/** What a call to the parameter store asks for. Decrypting under the AWS managed key takes nothing more. */
export function ssmRequests({ operation, input }: AwsCall): AccessRequest[] {
  const action = `ssm:${operation}`;
  switch (operation) {
    case 'GetParameter':
    case 'PutParameter':
    case 'DeleteParameter':
    case 'LabelParameterVersion':
    case 'GetParameterHistory':
      return [{ action, resource: parameterArn(textIn(input, 'Name')) }];
    case 'GetParameters':
    case 'DeleteParameters':
      return textsIn(input, 'Names').map((name) => ({ action, resource: parameterArn(name) }));
    case 'GetParametersByPath':
      return [
        {
          action,
          resource: parameterArn(textIn(input, 'Path')),
          context: () => [['ssm:Recursive', [String(fields(input)['Recursive'] === true)]]],
        },
      ];
    case 'DescribeParameters':
      return [{ action, resource: '*' }];
    default:
      return [];
  }
}

function parameterArn(nameOrArn: string | undefined): string {
  if (nameOrArn === undefined) return '*';
  const unversioned = nameOrArn.replace(/:[\w.-]+$/, '');
  return unversioned.startsWith('arn:') ? unversioned : arn('ssm', `parameter/${unversioned.replace(/^\//, '')}`);
}

const MACHINE_OPERATIONS: ReadonlySet<string> = new Set([
  'StartExecution',
  'StartSyncExecution',
  'DescribeStateMachine',
  'UpdateStateMachine',
  'DeleteStateMachine',
  'ListExecutions',
]);
const EXECUTION_OPERATIONS: ReadonlySet<string> = new Set([
  'DescribeExecution',
  'StopExecution',
  'GetExecutionHistory',
]);

/** What a call to Step Functions asks for. */
export function statesRequests({ operation, input }: AwsCall): AccessRequest[] {
  const action = `states:${operation}`;
  if (MACHINE_OPERATIONS.has(operation)) return [{ action, resource: textIn(input, 'stateMachineArn') ?? '*' }];
  if (EXECUTION_OPERATIONS.has(operation)) return [{ action, resource: textIn(input, 'executionArn') ?? '*' }];
  if (operation === 'CreateStateMachine') {
    return [{ action, resource: arn('states', `stateMachine:${textIn(input, 'name') ?? '*'}`) }];
  }
  return operation === 'ListStateMachines' ? [{ action, resource: '*' }] : [];
}

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations(?:\?|$)/;

/** What a call to Lambda asks for. */
export function lambdaRequests({ method, path }: AwsCall): AccessRequest[] {
  const reference = method === 'POST' ? INVOCATIONS.exec(path)?.[1] : undefined;
  return reference === undefined ? [] : [invocationOf(functionNameOf(decodeURIComponent(reference)))];
}

/** To invoke a function of this name. */
export function invocationOf(functionName: string): AccessRequest {
  return { action: 'lambda:InvokeFunction', resource: arn('lambda', `function:${functionName}`) };
}

/** What sending mail asks for: the identity of the sender, which is the address itself or its domain. */
export function sesRequests({ method, path, rawBody }: AwsCall): AccessRequest[] {
  if (method !== 'POST' || path !== '/v2/email/outbound-emails') return [];
  const input = parsed(rawBody);
  const raw = fields(fields(input)['Content'])['Raw'] !== undefined;
  const from = addressOnly(textIn(input, 'FromEmailAddress') ?? '');
  const destination = fields(input)['Destination'];
  return [
    {
      action: raw ? 'ses:SendRawEmail' : 'ses:SendEmail',
      resource: identityArn(from),
      alternatives: [identityArn(from.slice(from.lastIndexOf('@') + 1))],
      context: () => [
        ['ses:FromAddress', [from]],
        ['ses:ApiVersion', ['2']],
        [
          'ses:Recipients',
          ['ToAddresses', 'CcAddresses', 'BccAddresses'].flatMap((kind) => textsIn(destination, kind).map(addressOnly)),
        ],
      ],
    },
  ];
}

function identityArn(identity: string): string {
  return arn('ses', `identity/${identity}`);
}

function parsed(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return value;
  } catch {
    return {};
  }
}

const POOL_OPERATION =
  /^(?:Admin\w+|(?:Describe|Update|Delete)UserPool(?:Client)?|CreateUserPoolClient|ListUserPoolClients|(?:Create|Get|Update|Delete)Group|ListGroups|ListUsers(?:InGroup)?)$/;

/** What an administrative call to a user pool asks for. */
export function cognitoRequests({ operation, input }: AwsCall): AccessRequest[] {
  if (!POOL_OPERATION.test(operation)) return [];
  const pool = textIn(input, 'UserPoolId');
  return [
    {
      action: `cognito-idp:${operation}`,
      resource: pool === undefined ? '*' : arn('cognito-idp', `userpool/${resourceName(pool)}`),
    },
  ];
}

/** The user pool's operations for applications: a password, a code or a token is the proof, IAM is not asked. */
export const PUBLIC_COGNITO_OPERATIONS: ReadonlySet<string> = new Set([
  'SignUp',
  'ConfirmSignUp',
  'ResendConfirmationCode',
  'InitiateAuth',
  'RespondToAuthChallenge',
  'ForgotPassword',
  'ConfirmForgotPassword',
  'ChangePassword',
  'GetUser',
  'UpdateUserAttributes',
  'DeleteUser',
  'GlobalSignOut',
  'RevokeToken',
  'AssociateSoftwareToken',
  'VerifySoftwareToken',
  'SetUserMFAPreference',
]);

/** What a call to API Gateway's own API asks for: the method as action, the path as resource. */
export function apiGatewayRequests({ method, path }: AwsCall): AccessRequest[] {
  const [resource = ''] = path.split('?');
  return [{ action: `apigateway:${method}`, resource: `arn:aws:apigateway:us-east-1::${resource}` }];
}
