import type { InProcessClient } from '../in-process-client.ts';
import type { Topics } from '../sns/topics.ts';
import { TemplateError, type CloudModel, type ResourceModel, type ServiceModel } from '../templates/model.ts';
import { provisionArchive, provisionBus, provisionRule } from './event-bus.ts';
import { provisionParameter } from './parameters.ts';
import { provisionQueues } from './queues.ts';
import { ACCEPTED_TYPES, isProvisioned, type ProvisionedType } from './resource-types.ts';
import { provisionNamedSecrets, provisionSecret } from './secrets.ts';
import { provisionStateMachine } from './state-machines.ts';
import { provisionTable } from './tables.ts';
import { provisionSubscription, provisionTopic } from './topics.ts';
import {
  provisionIdentityProvider,
  provisionUserPool,
  provisionUserPoolClient,
  provisionUserPoolGroup,
} from './user-pool.ts';

/** The APIs in which resources are made. */
export interface ProvisioningClients {
  readonly dynamodb: InProcessClient;
  readonly sqs: InProcessClient;
  readonly events: InProcessClient;
  readonly ssm: InProcessClient;
  readonly secrets: InProcessClient;
  readonly states: InProcessClient;
  readonly cognito: InProcessClient;
  /** Of SNS, which speaks another protocol than the clients do. */
  readonly topics: Topics;
}

/**
 * Makes the cloud what the templates declare. Running it again changes nothing, and an edited template changes what it
 * can; nothing that holds data is ever deleted. Throws TemplateError for a type that the local cloud does not have.
 */
export async function provision(model: CloudModel, clients: ProvisioningClients): Promise<void> {
  for (const service of model.services) checkTypes(service);
  const resources = model.services.flatMap((service) => service.resources);
  const ofType = (type: ProvisionedType) => resources.filter((resource) => resource.type === type);
  const each = (type: ProvisionedType, make: (resource: ResourceModel) => Promise<void>) =>
    Promise.all(ofType(type).map(make));

  await Promise.all([
    each('AWS::DynamoDB::Table', (table) => provisionTable(clients.dynamodb, table)),
    provisionQueues(clients.sqs, ofType('AWS::SQS::Queue')),
    each('AWS::Events::EventBus', (bus) => provisionBus(clients.events, bus)),
    each('AWS::SSM::Parameter', (parameter) => provisionParameter(clients.ssm, parameter)),
    each('AWS::SecretsManager::Secret', (secret) => provisionSecret(clients.secrets, secret)),
    each('AWS::StepFunctions::StateMachine', (machine) => provisionStateMachine(clients.states, machine)),
    each('AWS::Cognito::UserPool', (pool) => provisionUserPool(clients.cognito, pool)),
    each('AWS::Cognito::UserPoolClient', (client) => provisionUserPoolClient(clients.cognito, client)),
    each('AWS::Cognito::UserPoolIdentityProvider', (provider) => provisionIdentityProvider(clients.cognito, provider)),
    each('AWS::Cognito::UserPoolGroup', (group) => provisionUserPoolGroup(clients.cognito, group)),
  ]);
  for (const topic of ofType('AWS::SNS::Topic')) provisionTopic(clients.topics, topic);
  for (const subscription of ofType('AWS::SNS::Subscription')) provisionSubscription(clients.topics, subscription);
  await provisionNamedSecrets(clients.secrets, model);
  await each('AWS::Events::Archive', (archive) => provisionArchive(clients.events, archive));
  await each('AWS::Events::Rule', (rule) => provisionRule(clients.events, rule));
}

function checkTypes({ name, resources }: ServiceModel): void {
  const unknown = resources.filter(({ type }) => !isProvisioned(type) && !ACCEPTED_TYPES.includes(type));
  if (unknown.length === 0) return;
  const list = unknown.map(({ logicalId, type }) => `${logicalId} (${type})`).join(', ');
  throw new TemplateError(
    `services/${name} declares what the local cloud does not have: ${list}. packages/local-cloud/README.md lists what it has.`,
  );
}
