import { arn } from '../aws/account.ts';
import type { FunctionModel, ResourceModel, ServiceModel } from '../templates/model.ts';
import { Iam } from './iam.ts';
import { parseStatement } from './policy.ts';

export const QUEUE = arn('sqs', 'mail');
export const RULE = arn('events', 'rule/bus/mail');

/** A function `shop-dev-work` with these statements in its role. */
export function functionOf(statements: readonly object[], fields: Partial<FunctionModel> = {}): FunctionModel {
  return {
    name: 'shop-dev-work',
    arn: arn('lambda', 'function:shop-dev-work'),
    key: 'work',
    service: 'shop',
    handler: 'work.handler',
    environment: {},
    timeoutSeconds: 3,
    memoryMb: 128,
    events: [],
    onFailureArn: undefined,
    maximumRetryAttempts: 2,
    roleName: 'shop-work',
    roleStatements: statements.map(parseStatement),
    ...fields,
  };
}

/** One service `shop`. */
export function modelOf(functions: readonly FunctionModel[], resources: readonly ResourceModel[] = []) {
  const service: ServiceModel = {
    name: 'shop',
    directory: '',
    stackName: 'shop',
    functions,
    resources,
    buildOptions: {},
  };
  return { services: [service] };
}

/** A judge that knows this service. */
export function iamFor(...model: Parameters<typeof modelOf>): Iam {
  const iam = new Iam();
  iam.replaceModel(modelOf(...model));
  return iam;
}

/** A resource of a template; a role's or queue's name is in `ref`. */
export const resource = (type: string, ref: string, properties: Record<string, unknown>): ResourceModel => ({
  logicalId: ref.replaceAll(/\W/g, ''),
  type,
  ref,
  properties,
});

/** Judges sending to QUEUE. Throws what the judge throws. */
export function send(iam: Iam, accessKeyId: string): void {
  const input = { QueueUrl: QUEUE };
  iam.authorize('sqs', {
    operation: 'SendMessage',
    input,
    accessKeyId,
    method: 'POST',
    path: '/',
    headers: {},
    rawBody: Buffer.alloc(0),
  });
}

/** The statement that `send` needs. */
export const allowSending = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: QUEUE };
