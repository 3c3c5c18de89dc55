import * as z from 'zod/mini';

/** What the local cloud understands of the properties of REST APIs. Other settings are refused: ignoring one would be a lie. */

const texts = z._default(z.record(z.string(), z.string()), {});
const number = z.coerce.number();
const bool = z.union([
  z.boolean(),
  z.pipe(
    z.enum(['true', 'false']),
    z.transform((text) => text === 'true'),
  ),
]);
const ignored = z.optional(z.unknown());

export const RestApi = z.strictObject({
  Name: ignored,
  Description: ignored,
  EndpointConfiguration: ignored,
  DisableExecuteApiEndpoint: ignored,
  Tags: ignored,
  ApiKeySourceType: z.optional(z.enum(['AUTHORIZER', 'HEADER'])),
  Policy: z.optional(z.record(z.string(), z.unknown())),
});

export const Resource = z.strictObject({ RestApiId: z.string(), ParentId: z.string(), PathPart: z.string() });

export const Authorizer = z.strictObject({
  Name: ignored,
  RestApiId: z.string(),
  Type: z.literal('REQUEST'),
  IdentitySource: z.string(),
  AuthorizerResultTtlInSeconds: z._default(number, 300),
  AuthorizerUri: z.string(),
});

export const Model = z.strictObject({
  RestApiId: z.string(),
  Name: z.string(),
  Description: ignored,
  ContentType: z.string(),
  Schema: z.record(z.string(), z.unknown()),
});

export const RequestValidator = z.strictObject({
  RestApiId: z.string(),
  Name: ignored,
  ValidateRequestBody: z._default(bool, false),
  ValidateRequestParameters: z._default(bool, false),
});

export const Method = z.strictObject({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  OperationName: z._default(z.string(), ''),
  AuthorizationType: z._default(z.enum(['NONE', 'AWS_IAM', 'CUSTOM']), 'NONE'),
  AuthorizerId: z.optional(z.string()),
  ApiKeyRequired: z._default(bool, false),
  RequestParameters: z._default(z.record(z.string(), bool), {}),
  RequestValidatorId: z.optional(z.string()),
  RequestModels: texts,
  MethodResponses: ignored,
  Integration: z.strictObject({
    Type: z.enum(['AWS_PROXY', 'AWS', 'MOCK']),
    IntegrationHttpMethod: ignored,
    Uri: z.optional(z.string()),
    Credentials: z.optional(z.string()),
    TimeoutInMillis: z._default(number, 29_000),
    PassthroughBehavior: z._default(z.enum(['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER']), 'WHEN_NO_MATCH'),
    CacheKeyParameters: z._default(z.array(z.string()), []),
    RequestParameters: texts,
    RequestTemplates: texts,
    IntegrationResponses: z._default(
      z.array(
        z.strictObject({
          StatusCode: number,
          SelectionPattern: z.optional(z.string()),
          ResponseParameters: texts,
          ResponseTemplates: texts,
        }),
      ),
      [],
    ),
  }),
});

export const Stage = z.strictObject({
  RestApiId: z.string(),
  DeploymentId: ignored,
  StageName: z.string(),
  Description: ignored,
  TracingEnabled: ignored,
  AccessLogSetting: ignored,
  CanarySetting: ignored,
  Tags: ignored,
  Variables: texts,
  CacheClusterEnabled: z._default(bool, false),
  CacheClusterSize: ignored,
  MethodSettings: z._default(
    z.array(
      z.strictObject({
        HttpMethod: z.string(),
        ResourcePath: z.string(),
        CachingEnabled: z.optional(bool),
        CacheTtlInSeconds: z.optional(number),
        CacheDataEncrypted: ignored,
        DataTraceEnabled: ignored,
        LoggingLevel: ignored,
        MetricsEnabled: ignored,
        ThrottlingRateLimit: z.optional(number),
        ThrottlingBurstLimit: z.optional(number),
      }),
    ),
    [],
  ),
});

export const GatewayResponse = z.strictObject({
  RestApiId: z.string(),
  ResponseType: z.string(),
  StatusCode: z.optional(number),
  ResponseParameters: texts,
  ResponseTemplates: texts,
});

export const UsagePlan = z.strictObject({
  UsagePlanName: z.string(),
  Description: ignored,
  Tags: ignored,
  ApiStages: z._default(z.array(z.object({ ApiId: z.string(), Stage: z.string() })), []),
  Throttle: z.optional(z.strictObject({ RateLimit: number, BurstLimit: number })),
  Quota: z.optional(z.strictObject({ Limit: number, Period: z.enum(['DAY', 'WEEK', 'MONTH']) })),
});
