import * as z from 'zod/mini';
import { functionNameOf } from '../functions/runtime.ts';
import { parseDocument, PolicyError } from '../iam/policy.ts';
import { resourcesOfType } from '../iam/roles.ts';
import { TemplateError, type CloudModel, type ResourceModel } from '../templates/model.ts';
import * as declared from './declared-types.ts';
import { isHeaderSource } from './mapping.ts';
import type {
  AuthorizerModel,
  GatewayResponseModel,
  IntegrationModel,
  IntegrationTarget,
  RestApiModel,
  RestMethod,
  StageModel,
  UsagePlanModel,
} from './rest-api-model.ts';

/** The resources of one type that belong to an API, by what `Ref` gives. */
type Parts<Properties> = ReadonlyMap<string, Properties>;

/** Every REST API that the templates declare. Throws TemplateError for a setting that the local cloud does not have. */
export function readRestApis({ services }: CloudModel): RestApiModel[] {
  const ofType = (type: string): ResourceModel[] => resourcesOfType(services, `AWS::ApiGateway::${type}`);
  return ofType('RestApi').map((api) => readRestApi(api, ofType));
}

function readRestApi(api: ResourceModel, ofType: (type: string) => ResourceModel[]): RestApiModel {
  const id = api.ref;
  function parts<Schema extends z.ZodMiniType<{ RestApiId: string }>>(type: string, schema: Schema) {
    const entries = ofType(type).map((resource) => [resource.ref, parsed(schema, resource)] as const);
    return new Map(entries.filter(([, { RestApiId }]) => RestApiId === id));
  }
  const { Policy, ApiKeySourceType } = parsed(declared.RestApi, api);
  const stages = [...parts('Stage', declared.Stage).values()];
  const [stage] = stages;
  if (stage === undefined || stages.length > 1) {
    throw new TemplateError(`${api.logicalId}: a REST API has exactly one stage here, not ${stages.length}.`);
  }
  const authorizers = parts('Authorizer', declared.Authorizer);
  const lookup: Lookup = {
    paths: pathsOf(parts('Resource', declared.Resource), `${id}/`),
    validators: parts('RequestValidator', declared.RequestValidator),
    models: parts('Model', declared.Model),
    authorizers: new Map([...authorizers].map(([ref, authorizer]) => [ref, authorizerModel(ref, authorizer)])),
  };
  const methods = ofType('Method').map((resource) => [resource, parsed(declared.Method, resource)] as const);
  return {
    id,
    stage: stageModel(stage),
    methods: methods
      .filter(([, { RestApiId }]) => RestApiId === id)
      .map(([{ logicalId }, method]) => methodModel(logicalId, method, lookup)),
    gatewayResponses: new Map(
      [...parts('GatewayResponse', declared.GatewayResponse).values()].map((response) => [
        response.ResponseType,
        gatewayResponseModel(response),
      ]),
    ),
    policy: Policy === undefined ? undefined : resourcePolicy(api.logicalId, id, Policy),
    keySource: ApiKeySourceType ?? 'HEADER',
    usagePlans: ofType('UsagePlan').flatMap((resource) => usagePlanModel(resource, id)),
  };
}

interface Lookup {
  /** By resource. */
  readonly paths: ReadonlyMap<string, string>;
  readonly validators: Parts<z.output<typeof declared.RequestValidator>>;
  readonly models: Parts<z.output<typeof declared.Model>>;
  readonly authorizers: Parts<AuthorizerModel>;
}

function methodModel(logicalId: string, method: z.output<typeof declared.Method>, lookup: Lookup): RestMethod {
  const { AuthorizationType, AuthorizerId = '', RequestValidatorId = '' } = method;
  const validator = lookup.validators.get(RequestValidatorId);
  return {
    apiId: method.RestApiId,
    httpMethod: method.HttpMethod,
    path: found(lookup.paths, method.ResourceId, logicalId),
    resourceId: method.ResourceId,
    operation: method.OperationName,
    authorization:
      AuthorizationType === 'CUSTOM' ? found(lookup.authorizers, AuthorizerId, logicalId) : AuthorizationType,
    apiKeyRequired: method.ApiKeyRequired,
    parameters: method.RequestParameters,
    validatesBody: validator?.ValidateRequestBody ?? false,
    validatesParameters: validator?.ValidateRequestParameters ?? false,
    models: Object.fromEntries(
      Object.entries(method.RequestModels).map(([type, name]) => [type, found(lookup.models, name, logicalId).Schema]),
    ),
    integration: integrationModel(logicalId, method.Integration),
  };
}

function integrationModel(
  logicalId: string,
  integration: z.output<typeof declared.Method>['Integration'],
): IntegrationModel {
  refuseParameters(logicalId, integration);
  return {
    type: integration.Type,
    target: integration.Type === 'MOCK' ? { kind: 'none' } : targetOf(integration.Uri ?? '', logicalId),
    timeoutMs: integration.TimeoutInMillis,
    roleArn: integration.Credentials,
    passthrough: integration.PassthroughBehavior,
    requestTemplates: integration.RequestTemplates,
    cacheKeyParameters: integration.CacheKeyParameters,
    responses: integration.IntegrationResponses.map((response) => ({
      status: response.StatusCode,
      pattern: response.SelectionPattern === undefined ? undefined : new RegExp(`^(?:${response.SelectionPattern})$`),
      parameters: response.ResponseParameters,
      templates: response.ResponseTemplates,
    })),
  };
}

/** What a queue's form is sent as; its API is asked in its own way here. */
const FORM = "'application/x-www-form-urlencoded'";

/** Throws TemplateError for a mapping of parameters that the local cloud does not have. */
function refuseParameters(logicalId: string, integration: z.output<typeof declared.Method>['Integration']): void {
  const refused = [
    ...Object.entries(integration.RequestParameters).filter(
      ([target, source]) => target !== 'integration.request.header.Content-Type' || source !== FORM,
    ),
    ...integration.IntegrationResponses.flatMap(({ ResponseParameters }) => Object.entries(ResponseParameters)).filter(
      ([, source]) => !isHeaderSource(source),
    ),
  ];
  const [first] = refused;
  if (first === undefined) return;
  throw new TemplateError(`${logicalId}: the local cloud does not map ${first[1]} to ${first[0]}.`);
}

const FUNCTION_URI = /:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;
const QUEUE_URI = /:sqs:path\/[^/]+\/(.+)$/;

function targetOf(uri: string, logicalId: string): IntegrationTarget {
  const [, functionArn] = FUNCTION_URI.exec(uri) ?? [];
  if (functionArn !== undefined) return { kind: 'function', functionName: functionNameOf(functionArn) };
  const [, queueName] = QUEUE_URI.exec(uri) ?? [];
  if (queueName !== undefined) return { kind: 'queue', queueName };
  throw new TemplateError(`${logicalId}: the local cloud integrates functions and queues, not ${uri}.`);
}

function authorizerModel(id: string, authorizer: z.output<typeof declared.Authorizer>): AuthorizerModel {
  const [, functionArn = ''] = FUNCTION_URI.exec(authorizer.AuthorizerUri) ?? [];
  return {
    id,
    functionName: functionNameOf(functionArn),
    identitySources: authorizer.IdentitySource.split(',').map((source) => source.trim()),
    ttlSeconds: authorizer.AuthorizerResultTtlInSeconds,
  };
}

function stageModel(stage: z.output<typeof declared.Stage>): StageModel {
  return {
    name: stage.StageName,
    variables: stage.Variables,
    cacheEnabled: stage.CacheClusterEnabled,
    settings: stage.MethodSettings.map((setting) => ({
      path: setting.ResourcePath === '/*' ? '/*' : setting.ResourcePath.replace(/^\//, '').replaceAll('~1', '/'),
      httpMethod: setting.HttpMethod,
      cachingEnabled: setting.CachingEnabled,
      cacheTtlSeconds: setting.CacheTtlInSeconds,
      ratePerSecond: setting.ThrottlingRateLimit,
      burst: setting.ThrottlingBurstLimit,
    })),
  };
}

function gatewayResponseModel(response: z.output<typeof declared.GatewayResponse>): GatewayResponseModel {
  return {
    status: response.StatusCode,
    parameters: response.ResponseParameters,
    templates: response.ResponseTemplates,
  };
}

function usagePlanModel(resource: ResourceModel, apiId: string): UsagePlanModel[] {
  const plan = parsed(declared.UsagePlan, resource);
  if (!plan.ApiStages.some(({ ApiId }) => ApiId === apiId)) return [];
  const { Throttle, Quota } = plan;
  return [
    {
      id: resource.ref,
      name: plan.UsagePlanName,
      throttle: Throttle && { ratePerSecond: Throttle.RateLimit, burst: Throttle.BurstLimit },
      quota: Quota && { limit: Quota.Limit, period: Quota.Period },
    },
  ];
}

/** The path of every resource, put together from its parents. */
function pathsOf(resources: Parts<z.output<typeof declared.Resource>>, root: string): ReadonlyMap<string, string> {
  const pathOf = (id: string): string => {
    const resource = resources.get(id);
    return id === root || resource === undefined ? '' : `${pathOf(resource.ParentId)}/${resource.PathPart}`;
  };
  return new Map([[root, '/'], ...[...resources.keys()].map((id) => [id, pathOf(id)] as const)]);
}

/** In a resource policy `execute-api:/stage/…` stands for this API's ARN. */
function resourcePolicy(logicalId: string, apiId: string, document: object) {
  try {
    return parseDocument(document).map((statement) => ({
      ...statement,
      resources: statement.resources.map((resource) =>
        resource.replace(/^execute-api:\//, `arn:aws:execute-api:*:*:${apiId}/`),
      ),
    }));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new TemplateError(`${logicalId}: ${error.message}`, { cause: error });
  }
}

function found<Part>(parts: ReadonlyMap<string, Part>, ref: string, logicalId: string): Part {
  const part = parts.get(ref);
  if (part === undefined) throw new TemplateError(`${logicalId} names ${ref}, which its API does not have.`);
  return part;
}

function parsed<Schema extends z.ZodMiniType>(schema: Schema, resource: ResourceModel): z.output<Schema> {
  const result = z.safeParse(schema, resource.properties);
  if (!result.success) throw new TemplateError(`${resource.logicalId}: ${z.prettifyError(result.error)}`);
  return result.data;
}
