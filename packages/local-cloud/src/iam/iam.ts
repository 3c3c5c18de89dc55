import { ACCOUNT_ID } from '../aws/account.ts';
import { AwsError, type AwsCall } from '../aws/api.ts';
import { functionNameOf } from '../functions/runtime.ts';
import { TemplateError, type CloudModel } from '../templates/model.ts';
import { contextOf } from './conditions.ts';
import { accessDenied, unknownKey } from './denial.ts';
import { decide, type Policies } from './evaluate.ts';
import type { AccessRequest } from './policy-set.ts';
import {
  logDeliveryActions,
  principalsOf,
  stateMachineArn,
  type Marking,
  type Principal,
  type Principals,
} from './principals.ts';
import { functionPermissions, type FunctionPermission } from './function-permissions.ts';
import { queueAccess, type QueueAccess } from './queue-access.ts';
import type { DeploymentGroupOf } from './requests/codedeploy.ts';
import { declaredPartitionKeys } from './requests/dynamodb-keys.ts';
import { requestsOf, type RequestsOf } from './requests/index.ts';
import { invocationOf } from './requests/platform.ts';
import { resourcesOfType } from './roles.ts';
import { takenAway } from './taken-away.ts';
import type { UsageLog } from './usage-log.ts';

/** The key of whoever owns the machine: it may do everything. */
export const ROOT_ACCESS_KEY = 'local';

export interface IamOptions {
  /** Where to write down which statements were needed. */
  readonly usage?: UsageLog | undefined;
  /** Statements, or actions of them, to leave out as if the template did not have them; named as by `takenAway`. */
  readonly without?: ReadonlySet<string>;
  /** `application/group` of a deployment, which its calls name by nothing but its id. */
  readonly deploymentGroupOf?: DeploymentGroupOf;
}

/** Who calls a method of an API that IAM authorises. */
export interface ApiCaller {
  readonly userArn: string;
  /** Whether the role also lets it have cached answers renewed. */
  readonly mayInvalidateCache: boolean;
}

interface Declared {
  readonly principals: Principals;
  readonly queues: QueueAccess;
  readonly permissions: readonly FunctionPermission[];
  readonly requestsOf: RequestsOf;
}

function inProcess(operation: string, input: unknown): AwsCall {
  return { operation, input, accessKeyId: '', method: 'POST', path: '/', headers: {}, rawBody: Buffer.alloc(0) };
}

const NO_MODEL: CloudModel = { services: [] };

/** Judges every call by the policies that the templates declare. Knows nobody but root before it has a model. */
export class Iam {
  readonly #options: IamOptions;
  #declared: Declared;

  constructor(options: IamOptions = {}) {
    this.#options = options;
    this.#declared = this.#read(NO_MODEL);
  }

  /** Takes over the roles of this model. Throws TemplateError, and the old ones stay, for roles that AWS would refuse. */
  replaceModel(model: CloudModel): void {
    const declared = this.#read(model);
    const before = this.#declared;
    this.#declared = declared;
    try {
      this.#checkLogDelivery(model);
    } catch (error) {
      this.#declared = before;
      throw error;
    }
  }

  /** Judges a call to an API by its access key. Throws AwsError: AccessDeniedException, UnrecognizedClientException. */
  authorize(service: string, call: AwsCall): void {
    // Without a key there are only calls that AWS takes unsigned; the router has seen to that.
    if (call.accessKeyId === ROOT_ACCESS_KEY || call.accessKeyId === '') return;
    const principal = this.#declared.principals.byAccessKey.get(call.accessKeyId);
    if (principal === undefined) throw unknownKey(service);
    this.#requireAll(principal, this.#declared.requestsOf(service, call) ?? []);
  }

  /** Judges what Lambda does on behalf of a function, such as polling its queue. Throws AwsError. */
  authorizeFunction(functionName: string, service: string, operation: string, input: unknown): void {
    const principal = this.#declared.principals.byFunctionName.get(functionName);
    if (principal === undefined) throw unknownKey(service);
    this.#requireAll(principal, this.#declared.requestsOf(service, inProcess(operation, input)) ?? []);
  }

  /** Judges what a service of AWS does under a declared role, such as a gateway that sends to a queue. Throws AwsError. */
  authorizeRole(roleArn: string, service: string, operation: string, input: unknown): void {
    const principal = this.#declared.principals.byRoleArn.get(roleArn);
    if (principal === undefined) throw unknownKey(service);
    this.#requireAll(principal, this.#declared.requestsOf(service, inProcess(operation, input)) ?? []);
  }

  /** Whether a permission lets a service call a function on behalf of this ARN. */
  mayInvoke(service: string, sourceArn: string, functionName: string): boolean {
    return this.#declared.permissions.some((permission) => permission.allows(service, sourceArn, functionName));
  }

  /** Who holds an access key, if its role lets it call this method of an API. Throws AwsError. */
  authorizeApiCall(accessKeyId: string, methodArn: string): ApiCaller {
    if (accessKeyId === ROOT_ACCESS_KEY) {
      return { userArn: `arn:aws:iam::${ACCOUNT_ID}:root`, mayInvalidateCache: true };
    }
    const principal = this.#declared.principals.byAccessKey.get(accessKeyId);
    if (principal === undefined) throw unknownKey('execute-api');
    this.#require(principal, { action: 'execute-api:Invoke', resource: methodArn });
    const renewal = { action: 'execute-api:InvalidateCache', resource: methodArn };
    const decision = this.#decide(renewal, { identity: principal.policies }, principal.context);
    return { userArn: principal.caller, mayInvalidateCache: decision.outcome === 'allowed' };
  }

  /** Judges a task of a state machine by the machine's role, where a template declares it. Throws AwsError. */
  authorizeTask(machineName: string, functionNameOrArn: string): void {
    const principal = this.#declared.principals.byStateMachineArn.get(stateMachineArn(machineName));
    if (principal === undefined) return;
    try {
      this.#require(principal, invocationOf(functionNameOf(functionNameOrArn)));
    } catch (error) {
      // The name under which Step Functions reports what Lambda refused.
      throw error instanceof AwsError ? new AwsError('AWSLambdaException', error.message, error.status) : error;
    }
  }

  /** Whether a queue lets EventBridge deliver for a rule. Queues that no template declares are not judged. */
  mayDeliver(ruleArn: string, queueArn: string): boolean {
    const policies = this.#declared.queues.ofService(queueArn, 'events.amazonaws.com');
    if (policies === undefined) return true;
    const context = contextOf([
      ['aws:SourceArn', [ruleArn]],
      ['aws:SourceAccount', [ACCOUNT_ID]],
      ['aws:SecureTransport', ['true']],
    ]);
    const request = { action: 'sqs:SendMessage', resource: queueArn };
    return this.#decide(request, { resource: () => policies }, () => context).outcome === 'allowed';
  }

  #read(model: CloudModel): Declared {
    const { without } = this.#options;
    const mark: Marking = (entry) => (without === undefined ? [entry] : takenAway(entry, without));
    return {
      principals: principalsOf(model, mark),
      queues: queueAccess(model, mark),
      permissions: functionPermissions(model),
      requestsOf: requestsOf(declaredPartitionKeys(model.services), this.#options.deploymentGroupOf),
    };
  }

  #requireAll(principal: Principal, requests: readonly AccessRequest[]): void {
    for (const request of requests) this.#require(principal, request);
  }

  #require(principal: Principal, request: AccessRequest): void {
    const { policies: identity, roleArn, caller } = principal;
    const resource = (arn: string) => this.#declared.queues.ofRole(arn, roleArn, caller);
    const decision = this.#decide(request, { identity, resource }, principal.context);
    if (decision.outcome === 'denied') throw accessDenied(caller, request, decision);
  }

  #decide(request: AccessRequest, policies: Policies, shared: Principal['context']) {
    const decision = decide(request, policies, shared);
    this.#options.usage?.record(request.action, decision.by);
    this.#options.usage?.record(request.action, decision.missing);
    return decision;
  }

  /** AWS does not create a state machine that logs under a role that cannot set the deliveries up. */
  #checkLogDelivery({ services }: CloudModel): void {
    for (const { logicalId, ref, properties } of resourcesOfType(services, 'AWS::StepFunctions::StateMachine')) {
      const principal = this.#declared.principals.byStateMachineArn.get(ref);
      if (principal === undefined) continue;
      try {
        this.#requireAll(
          principal,
          logDeliveryActions(properties).map((action) => ({ action, resource: '*' })),
        );
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        throw new TemplateError(
          `${logicalId}: The state machine IAM Role is not authorized to access the Log Destination. ${error.message}`,
          { cause: error },
        );
      }
    }
  }
}
