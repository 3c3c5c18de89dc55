import type { AwsCall } from '../../aws/api.ts';
import type { AccessRequest } from '../policy-set.ts';
import type { PartitionKeyOf } from './dynamodb-keys.ts';
import { codeDeployRequests, type DeploymentGroupOf } from './codedeploy.ts';
import { dynamodbRequests } from './dynamodb.ts';
import {
  apiGatewayRequests,
  cognitoRequests,
  lambdaRequests,
  PUBLIC_COGNITO_OPERATIONS,
  sesRequests,
  ssmRequests,
  statesRequests,
} from './platform.ts';
import { eventsRequests, sqsRequests } from './queues-and-events.ts';
import { secretsManagerRequests } from './secrets.ts';
import { snsRequests } from './sns.ts';

/** Tells what a call asks for; undefined when everyone may make it. */
export type RequestsOf = (service: string, call: AwsCall) => readonly AccessRequest[] | undefined;

/**
 * The actions, resources and condition keys of every operation that the local cloud has. A call of which it is not
 * known what it asks for asks for itself on everything, which only a role with `*` as resource has.
 */
export function requestsOf(partitionKeyOf: PartitionKeyOf, deploymentGroupOf?: DeploymentGroupOf): RequestsOf {
  const dynamodb = dynamodbRequests(partitionKeyOf);
  const byService: Readonly<Record<string, (call: AwsCall) => readonly AccessRequest[]>> = {
    dynamodb: (call) => dynamodb.get(call.operation)?.(call) ?? [],
    sqs: sqsRequests,
    events: eventsRequests,
    secretsmanager: secretsManagerRequests,
    ssm: ssmRequests,
    states: statesRequests,
    lambda: lambdaRequests,
    codedeploy: codeDeployRequests(deploymentGroupOf),
    ses: sesRequests,
    sns: snsRequests,
    'cognito-idp': cognitoRequests,
    apigateway: apiGatewayRequests,
  };
  return (service, call) => {
    if (service === 'cognito-idp' && PUBLIC_COGNITO_OPERATIONS.has(call.operation)) return undefined;
    const requests = byService[service]?.(call) ?? [];
    if (requests.length > 0) return requests;
    const name = call.operation === '' ? `${call.method} ${call.path}` : call.operation;
    return [{ action: `${service}:${name}`, resource: '*' }];
  };
}
