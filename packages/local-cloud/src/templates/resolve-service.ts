import { ACCOUNT_ID, REGION, arn } from '../aws/account.ts';
import { httpApiModel } from './http-api-model.ts';
import { functionLogicalId, functionModel, functionName } from './function-model.ts';
import { logAlertSubscriptions } from './log-alerts.ts';
import { intrinsicResolver, isRecord, NO_VALUE } from './intrinsics.ts';
import { TemplateError, type CloudAddress, type ResourceModel, type ServiceModel } from './model.ts';
import type { ServiceConfiguration } from './read-service.ts';
import { attributeOf, referenceOf, type NamedResource } from './resource-identity.ts';

/** What the framework adds to the template of the service that owns the HTTP API, and that others may refer to. */
const GENERATED: ServiceConfiguration['resources'] = {
  HttpApi: { Type: 'AWS::ApiGatewayV2::Api' },
  HttpApiStage: { Type: 'AWS::ApiGatewayV2::Stage' },
};

/** Turns one service's configuration into its model. Throws TemplateError, which names the service. */
export function resolveService(service: ServiceConfiguration, address: CloudAddress): ServiceModel {
  try {
    return serviceModel(service, address);
  } catch (error) {
    if (!(error instanceof TemplateError) || error.message.includes(`services/${service.name}`)) throw error;
    throw new TemplateError(`services/${service.name}: ${error.message}`, { cause: error });
  }
}

function serviceModel(service: ServiceConfiguration, address: CloudAddress): ServiceModel {
  const stack = `${service.stackName}-${address.stage}`;
  const functions = new Map(
    Object.keys(service.functions).map((key) => [
      functionLogicalId(key),
      functionName(service.stackName, address.stage, key),
    ]),
  );
  const pseudoParameters = new Map<string, unknown>([
    ['AWS::AccountId', ACCOUNT_ID],
    ['AWS::Region', REGION],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', stack],
    ['AWS::StackId', arn('cloudformation', `stack/${stack}/local`)],
    ['AWS::NotificationARNs', []],
    ['AWS::NoValue', NO_VALUE],
  ]);
  const naming = new Set<string>();

  const resolver = intrinsicResolver({
    conditions: service.conditions,
    reference: (name) => pseudoParameters.get(name) ?? functions.get(name) ?? resourceValue(name, referenceOf),
    attribute: (logicalId, attribute) => {
      const lambdaName = functions.get(logicalId);
      if (lambdaName !== undefined) return attribute === 'Arn' ? arn('lambda', `function:${lambdaName}`) : undefined;
      return resourceValue(logicalId, (resource) => attributeOf(resource, attribute));
    },
  });

  function resourceValue<Value>(logicalId: string, valueOf: (resource: NamedResource) => Value): Value | undefined {
    const raw = service.resources[logicalId] ?? GENERATED[logicalId];
    if (raw === undefined) return undefined;
    if (naming.has(logicalId)) throw new TemplateError(`The name of ${logicalId} depends on itself.`);
    naming.add(logicalId);
    try {
      return valueOf(namedResource(logicalId, raw));
    } finally {
      naming.delete(logicalId);
    }
  }

  function namedResource(logicalId: string, raw: { Type: string; Properties?: unknown }): NamedResource {
    const properties = isRecord(raw.Properties) ? raw.Properties : {};
    return {
      logicalId,
      type: raw.Type,
      stack,
      endpoint: address.endpoint,
      userPoolId: address.parameters['userPoolId'] ?? 'unset',
      userPoolClientId: address.parameters['userPoolClientId'] ?? 'unset',
      property: (name) => {
        const value = resolver.resolve(properties[name]);
        return typeof value === 'string' ? value : undefined;
      },
    };
  }

  function resourceModel([logicalId, raw]: [string, ServiceConfiguration['resources'][string]]): ResourceModel[] {
    if (raw.Condition !== undefined && !resolver.holds(raw.Condition)) return [];
    const properties = resolver.resolve(raw.Properties ?? {});
    const ref = referenceOf(namedResource(logicalId, raw));
    return [{ logicalId, type: raw.Type, properties: isRecord(properties) ? properties : {}, ref }];
  }

  const buildOptions = service.custom['esbuild'];
  const models = Object.keys(service.functions).map((key) =>
    functionModel(key, service, address.stage, (value) => resolver.resolve(value)),
  );
  return {
    name: service.name,
    directory: service.directory,
    stackName: service.stackName,
    functions: models,
    resources: [
      ...Object.entries(service.resources).flatMap(resourceModel),
      ...logAlertSubscriptions(service, address.stage, models),
    ],
    buildOptions: isRecord(buildOptions) ? buildOptions : {},
    httpApi: httpApiModel(service),
  };
}
