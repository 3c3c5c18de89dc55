import type { PolicyStatement } from '../iam/policy.ts';

/** What the services' templates declare, with every variable and intrinsic function resolved to a concrete value. */
export interface CloudModel {
  readonly services: readonly ServiceModel[];
}

export interface ServiceModel {
  /** The folder under `services/`: `orders`. */
  readonly name: string;
  readonly directory: string;
  /** `service:` of its serverless.yml, the prefix of its function names. */
  readonly stackName: string;
  readonly functions: readonly FunctionModel[];
  readonly resources: readonly ResourceModel[];
  /** `custom.esbuild`: the build that this service deploys with. */
  readonly buildOptions: Readonly<Record<string, unknown>>;
  /** Only of the service that owns the HTTP API. */
  readonly httpApi?: HttpApiModel | undefined;
}

/** The settings of the HTTP API that all services share. */
export interface HttpApiModel {
  readonly cors: CorsModel | undefined;
  readonly throttling: ThrottlingModel | undefined;
}

export interface CorsModel {
  readonly allowOrigins: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly allowMethods: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds: number | undefined;
}

/** A token bucket: `ratePerSecond` flows in, up to `burst`. */
export interface ThrottlingModel {
  readonly ratePerSecond: number;
  readonly burst: number;
}

export interface FunctionModel {
  /** The Lambda name: `tradewind-orders-dev-cancel-order`. */
  readonly name: string;
  readonly arn: string;
  /** The key in serverless.yml: `cancel-order`. */
  readonly key: string;
  /** The service's folder. */
  readonly service: string;
  /** `src/handlers/cancel-order.handler` */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly events: readonly FunctionEvent[];
  /** Where an asynchronous invocation goes whose retries are used up. */
  readonly onFailureArn: string | undefined;
  readonly maximumRetryAttempts: number;
  /** The name of its execution role. */
  readonly roleName: string;
  /** The statements of its own role, ARNs resolved. */
  readonly roleStatements: readonly RoleStatement[];
}

export type RoleStatement = PolicyStatement;

export type FunctionEvent = HttpApiEvent | QueueEvent | StreamEvent | ScheduleEvent;

export interface HttpApiEvent {
  readonly type: 'httpApi';
  /** `ANY` matches all methods. */
  readonly method: string;
  /** `/v1/orders/{orderId}`, `/docs/{proxy+}`, or `$default`. */
  readonly path: string;
  /** Who stands in front: a JWT authorizer, IAM by signature, or nobody. */
  readonly authorization: 'none' | 'jwt' | 'iam';
}

/** Filter patterns as event source mappings have them; a record passes when one of them matches. */
export type FilterPatterns = readonly Readonly<Record<string, unknown>>[];

export interface QueueEvent {
  readonly type: 'sqs';
  readonly queueArn: string;
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency: number | undefined;
  readonly filterPatterns: FilterPatterns;
}

export interface StreamEvent {
  readonly type: 'stream';
  readonly tableName: string;
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** -1 retries until the record leaves the stream. */
  readonly maximumRetryAttempts: number;
  readonly bisectsOnError: boolean;
  readonly reportsItemFailures: boolean;
  readonly onFailureArn: string | undefined;
  readonly filterPatterns: FilterPatterns;
}

export interface ScheduleEvent {
  readonly type: 'schedule';
  /** `rate(1 minute)` or `cron(0 3 * * ? *)`. */
  readonly expression: string;
  readonly input: unknown;
}

export interface ResourceModel {
  readonly logicalId: string;
  /** `AWS::SQS::Queue` */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What `Ref` gives: a table's name, a queue's URL. */
  readonly ref: string;
}

/** Where the local cloud is, as far as templates can see it. */
export interface CloudAddress {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  readonly stage: string;
  /** Values for `${param:…}`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A template says something that the local cloud cannot run; the message names the service and the place. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
