import * as z from 'zod/mini';
import { TemplateError, type HttpApiModel } from './model.ts';
import type { ServiceConfiguration } from './read-service.ts';

const texts = z.union([z.string(), z.array(z.string())]);

/** `provider.httpApi` as the framework reads it. */
const HttpApi = z.object({
  id: z.optional(z.string()),
  cors: z.optional(
    z.union([
      z.boolean(),
      z.strictObject({
        allowedOrigins: z.optional(texts),
        allowedHeaders: z.optional(texts),
        allowedMethods: z.optional(texts),
        exposedResponseHeaders: z.optional(texts),
        allowCredentials: z.optional(z.boolean()),
        maxAge: z.optional(z.number()),
      }),
    ]),
  ),
});

const Stage = z.object({
  Properties: z.object({
    DefaultRouteSettings: z.optional(
      z.object({ ThrottlingBurstLimit: z.optional(z.number()), ThrottlingRateLimit: z.optional(z.number()) }),
    ),
  }),
});

/** What `cors: true` stands for in the framework. */
const DEFAULT_CORS = {
  allowedOrigins: '*',
  allowedHeaders: [
    'Content-Type',
    'X-Amz-Date',
    'Authorization',
    'X-Api-Key',
    'X-Amz-Security-Token',
    'X-Amz-User-Agent',
    'X-Amzn-Trace-Id',
  ],
};

/** The account's own limits, where the stage sets none. */
const DEFAULT_THROTTLING = { ratePerSecond: 10_000, burst: 5_000 };

/** The HTTP API of the service that declares one itself; undefined for those that join it by id. Throws TemplateError. */
export function httpApiModel(service: ServiceConfiguration): HttpApiModel | undefined {
  const declared = service.provider['httpApi'];
  if (declared === undefined) return undefined;
  const parsed = z.safeParse(HttpApi, declared);
  if (!parsed.success) {
    throw new TemplateError(`services/${service.name}, provider.httpApi: ${z.prettifyError(parsed.error)}`);
  }
  if (parsed.data.id !== undefined) return undefined;
  return { cors: corsModel(parsed.data.cors), throttling: throttlingModel(service.extensions['HttpApiStage']) };
}

function corsModel(cors: z.output<typeof HttpApi>['cors']): HttpApiModel['cors'] {
  if (cors === undefined || cors === false) return undefined;
  const settings =
    cors === true ? { ...DEFAULT_CORS, allowedMethods: undefined, exposedResponseHeaders: undefined } : cors;
  return {
    allowOrigins: list(settings.allowedOrigins ?? '*'),
    allowHeaders: list(settings.allowedHeaders ?? DEFAULT_CORS.allowedHeaders),
    allowMethods: list(settings.allowedMethods ?? ['OPTIONS', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    exposeHeaders: list(settings.exposedResponseHeaders ?? []),
    allowCredentials: 'allowCredentials' in settings && settings.allowCredentials === true,
    maxAgeSeconds: 'maxAge' in settings ? settings.maxAge : undefined,
  };
}

function throttlingModel(stage: unknown): HttpApiModel['throttling'] {
  const parsed = z.safeParse(Stage, stage);
  const settings = parsed.success ? parsed.data.Properties.DefaultRouteSettings : undefined;
  return {
    ratePerSecond: settings?.ThrottlingRateLimit ?? DEFAULT_THROTTLING.ratePerSecond,
    burst: settings?.ThrottlingBurstLimit ?? DEFAULT_THROTTLING.burst,
  };
}

function list(values: string | readonly string[]): readonly string[] {
  return typeof values === 'string' ? [values] : values;
}
