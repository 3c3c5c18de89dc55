import { join } from 'node:path';
import type { Clock } from '@tradewind/kernel';
import type { AwsApi } from './aws/api.ts';
import type { AwsDispatcher } from './aws/dispatcher.ts';
import { noteDeadLetter } from './console/queue-spans.ts';
import type { Observations } from './console/observations.ts';
import { traceAwsCall } from './console/trace-aws-call.ts';
import { tracedDelivery } from './console/traced-delivery.ts';
import { openCodeDeploy } from './codedeploy/codedeploy.ts';
import { openCognito } from './cognito/cognito.ts';
import { openDynamoDb, type LocalDynamoDb } from './dynamodb/index.ts';
import { meteredApi, type CapacityUse } from './dynamodb/metered-api.ts';
import { openEventBridge, type LocalEventBridge } from './eventbridge/eventbridge.ts';
import { ruleTargets } from './event-sources/rule-targets.ts';
import type { FaultInjector } from './faults/fault-injector.ts';
import { faultsApi } from './faults/faults-api.ts';
import type { FunctionRuntime } from './functions/runtime.ts';
import { ApiKeys } from './rest-api/api-keys.ts';
import { apiGatewayApi } from './rest-api/api-gateway-api.ts';
import { Iam } from './iam/iam.ts';
import { iamSettings } from './iam/settings.ts';
import { inProcessClient } from './in-process-client.ts';
import { lambdaApi } from './lambda/invoke-api.ts';
import type { CloudLog } from './log.ts';
import type { ProvisioningClients } from './provision/provision.ts';
import { startAwsServer } from './server.ts';
import { openMailbox, type Mailbox } from './ses/mailbox.ts';
import { openSes } from './ses/ses.ts';
import { openSns } from './sns/sns.ts';
import { openSecretsManager } from './secretsmanager/secrets-manager.ts';
import { openSqs, type LocalSqs } from './sqs/sqs.ts';
import { openSsm } from './ssm/ssm.ts';
import { openStepFunctions, type LocalStepFunctions } from './step-functions/step-functions.ts';
import { openStore, type Store } from './store.ts';
import { localAddress } from './templates/local-address.ts';
import type { CloudAddress } from './templates/model.ts';

export interface CloudApisOptions {
  /** Kept in memory without one. */
  readonly dataDir?: string | undefined;
  readonly port: number;
  readonly clock: Clock;
  readonly log: CloudLog;
  readonly faults: FaultInjector;
  readonly runtime: FunctionRuntime;
  readonly enqueueInvocation: (functionName: string, payload: unknown, requestId?: string) => void;
  /** Nothing is observed without. */
  readonly observations?: Observations | undefined;
  /** Told what every request on a table costs. */
  readonly onCapacityUse?: ((use: CapacityUse) => void) | undefined;
}

/** The AWS APIs behind their endpoint, and the doors that the rest of the cloud has into them. */
export interface CloudApis {
  readonly address: CloudAddress;
  /** What the endpoint answers, without HTTP. */
  readonly dispatch: AwsDispatcher;
  readonly store: Store;
  readonly dynamodb: LocalDynamoDb;
  readonly sqs: LocalSqs;
  readonly events: LocalEventBridge;
  readonly states: LocalStepFunctions;
  /** Judges the calls of functions; lets nobody but root in before it is given the templates. */
  readonly iam: Iam;
  readonly mailbox: Mailbox;
  /** Of the REST APIs; the gateway tells them the usage plans. */
  readonly apiKeys: ApiKeys;
  readonly clients: ProvisioningClients;
  readonly jwks: () => Promise<{ keys: object[] }>;
  close(): Promise<void>;
}

/** Opens every API and the endpoint. Nothing is delivered or resumed before `events.start()` and `states.start()`. */
export async function openCloudApis(options: CloudApisOptions): Promise<CloudApis> {
  const { dataDir, clock, log, faults, runtime, enqueueInvocation, observations } = options;
  const spans = observations?.spans;
  const store = openStore(dataDir === undefined ? {} : { path: join(dataDir, 'cloud.sqlite') });
  const dynamodb = await openDynamoDb(dataDir === undefined ? { clock } : { path: join(dataDir, 'dynamodb'), clock });
  const codedeploy = openCodeDeploy({ clock, invoke: enqueueInvocation });
  const iam = new Iam({ ...iamSettings(process.env), deploymentGroupOf: codedeploy.groupOf });
  const sqs = openSqs({
    store,
    clock,
    onDeadLetter: spans && ((message, queue) => noteDeadLetter(spans, message, queue)),
  });
  const ssm = openSsm({ store, clock });
  const secrets = openSecretsManager({ store, clock });
  const mailbox = openMailbox({ store, clock });
  const ses = openSes({ mailbox });
  const sns = openSns({ store, mailbox });
  let endpoint = '';
  const cognito = openCognito({
    store,
    clock,
    mailbox,
    issuerBase: () => endpoint,
    functions: {
      has: (name) => runtime.has(name),
      mayInvoke: (poolArn, name) => iam.mayInvoke('cognito-idp.amazonaws.com', poolArn, name),
      invoke: (name, payload) => runtime.invoke(name, payload),
    },
  });
  const states = openStepFunctions({
    store,
    clock,
    spans,
    invokeFunction: async (name, payload, { machineName, traceHeader }) => {
      iam.authorizeTask(machineName, name);
      return runtime.invoke(name, payload, { traceHeader });
    },
  });
  const statesClient = inProcessClient(states.api);
  const sendToQueue = (queueArn: string, body: string, traceHeader?: string): void =>
    sqs.send(queueArn, body, traceHeader === undefined ? {} : { traceHeader });
  const events = openEventBridge({
    store,
    clock,
    onArrival: observations && ((arrival) => observations.events.accept(arrival)),
    deliver: tracedDelivery(
      spans,
      ruleTargets({
        sendToQueue,
        runtime,
        enqueueInvocation,
        states: statesClient,
        mayDeliver: (ruleArn, queueArn) => iam.mayDeliver(ruleArn, queueArn),
      }),
    ),
    deadLetter(queueArn, payload, attributes, ruleArn) {
      if (iam.mayDeliver(ruleArn, queueArn)) sqs.send(queueArn, payload, { attributes });
      else log.warn(`An event was given up: the policy of ${queueArn} does not allow ${ruleArn}`);
    },
    onDropped: (reason) => log.warn(`An event was given up: ${reason}`),
  });
  const apiKeys = new ApiKeys(store, clock);
  const apis: AwsApi[] = [sqs, ssm, secrets, ses, sns, cognito, states, events, codedeploy].map(({ api }) => api);
  const { onCapacityUse } = options;
  const items = onCapacityUse === undefined ? dynamodb.api : meteredApi(dynamodb.api, onCapacityUse);
  const server = await startAwsServer({
    port: options.port,
    apis: [
      faults.dynamodb(items),
      ...apis,
      lambdaApi({ runtime, enqueueInvocation }),
      apiGatewayApi(apiKeys),
      faultsApi(faults),
    ],
    authorize: (service, call) => iam.authorize(service, call),
    ...(spans !== undefined && { trace: (service, call) => traceAwsCall(spans, service, call) }),
    onInternalError: (error, call) => log.error(`The local cloud failed in ${call.service}:${call.operation}`, error),
  }).catch(async (error: unknown) => {
    await dynamodb.close();
    store.close();
    throw error;
  });
  endpoint = server.endpoint;

  return {
    address: localAddress(endpoint),
    dispatch: server.dispatch,
    store,
    dynamodb,
    sqs,
    events,
    states,
    iam,
    apiKeys,
    mailbox,
    jwks: () => cognito.jwks(),
    clients: {
      dynamodb: inProcessClient(dynamodb.api),
      sqs: inProcessClient(sqs.api),
      events: inProcessClient(events.api),
      ssm: inProcessClient(ssm.api),
      secrets: inProcessClient(secrets.api),
      states: statesClient,
      cognito: inProcessClient(cognito.api),
      topics: sns.topics,
    },
    async close() {
      sqs.close();
      await Promise.all([events.close(), states.close()]);
      await server.close();
      await dynamodb.close();
      store.close();
    },
  };
}
