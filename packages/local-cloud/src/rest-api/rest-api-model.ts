import type { PolicyStatement } from '../iam/policy.ts';

/** A REST API as its resources declare it, at the one stage that stands for it here. */
export interface RestApiModel {
  readonly id: string;
  readonly stage: StageModel;
  readonly methods: readonly RestMethod[];
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponseModel>;
  /** Undefined lets everybody through. */
  readonly policy: readonly PolicyStatement[] | undefined;
  readonly usagePlans: readonly UsagePlanModel[];
  /** Whether the key of a caller comes from its authorizer or from `x-api-key`. */
  readonly keySource: 'AUTHORIZER' | 'HEADER';
}

export interface StageModel {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly cacheEnabled: boolean;
  readonly settings: readonly MethodSetting[];
}

export interface MethodSetting {
  /** `/partner/v1/products`, or `/*` for all. */
  readonly path: string;
  readonly httpMethod: string;
  readonly cachingEnabled: boolean | undefined;
  readonly cacheTtlSeconds: number | undefined;
  readonly ratePerSecond: number | undefined;
  readonly burst: number | undefined;
}

export interface RestMethod {
  readonly apiId: string;
  /** `GET`, or `ANY`. */
  readonly httpMethod: string;
  /** `/partner/v1/stock/{sku}` */
  readonly path: string;
  readonly resourceId: string;
  /** The route's name in its contract. */
  readonly operation: string;
  readonly authorization: 'NONE' | 'AWS_IAM' | AuthorizerModel;
  readonly apiKeyRequired: boolean;
  /** `method.request.querystring.limit` → whether it must be there. */
  readonly parameters: Readonly<Record<string, boolean>>;
  readonly validatesBody: boolean;
  readonly validatesParameters: boolean;
  /** Content type → JSON Schema draft 4. */
  readonly models: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly integration: IntegrationModel;
}

export interface AuthorizerModel {
  readonly id: string;
  readonly functionName: string;
  /** `method.request.header.Authorization` */
  readonly identitySources: readonly string[];
  readonly ttlSeconds: number;
}

export interface IntegrationModel {
  readonly type: 'AWS_PROXY' | 'AWS' | 'MOCK';
  readonly target: IntegrationTarget;
  readonly timeoutMs: number;
  readonly roleArn: string | undefined;
  readonly passthrough: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly responses: readonly IntegrationResponseModel[];
  readonly cacheKeyParameters: readonly string[];
}

export type IntegrationTarget =
  | { readonly kind: 'function'; readonly functionName: string }
  | { readonly kind: 'queue'; readonly queueName: string }
  | { readonly kind: 'none' };

export interface IntegrationResponseModel {
  readonly status: number;
  /** Held against a function's error message or a service's status; the default without. */
  readonly pattern: RegExp | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
}

export interface GatewayResponseModel {
  readonly status: number | undefined;
  /** `gatewayresponse.header.Retry-After` → where its value comes from. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
}

export interface UsagePlanModel {
  readonly id: string;
  readonly name: string;
  readonly throttle: { readonly ratePerSecond: number; readonly burst: number } | undefined;
  readonly quota: { readonly limit: number; readonly period: 'DAY' | 'WEEK' | 'MONTH' } | undefined;
}
