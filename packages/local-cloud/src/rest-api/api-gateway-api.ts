import * as z from 'zod/mini';
import { AwsError, type AwsAnswer, type AwsApi, type AwsCall } from '../aws/api.ts';
import type { ApiKey, ApiKeys } from './api-keys.ts';

const CreateApiKey = z.object({
  name: z._default(z.string(), ''),
  value: z.optional(z.string().check(z.minLength(20), z.maxLength(128))),
  enabled: z._default(z.boolean(), false),
});
const CreateUsagePlanKey = z.object({ keyId: z.string(), keyType: z.literal('API_KEY') });

type Handler = (parameters: readonly string[], call: AwsCall, url: URL) => AwsAnswer;

/**
 * The part of API Gateway's own API that issues and withdraws keys.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html
 */
export function apiGatewayApi(keys: ApiKeys): AwsApi {
  const planOf = (id: string) => {
    const plan = keys.plans.find((candidate) => candidate.id === id);
    if (plan === undefined) throw notFound('Invalid Usage Plan ID specified');
    return plan;
  };

  const routes: readonly (readonly [method: string, path: RegExp, handle: Handler])[] = [
    ['GET', /^\/usageplans$/, () => json(200, { item: keys.plans.map(planView) })],
    [
      'POST',
      /^\/apikeys$/,
      (_, call) => {
        const { name, value, enabled } = input(CreateApiKey, call);
        return json(201, keyView(keys.create(name, value, enabled)));
      },
    ],
    [
      'GET',
      /^\/apikeys\/([^/]+)$/,
      ([id = '']) => {
        const key = keys.find(id);
        if (key === undefined) throw notFound('Invalid API Key identifier specified');
        return json(200, keyView(key));
      },
    ],
    [
      'DELETE',
      /^\/apikeys\/([^/]+)$/,
      ([id = '']) => {
        if (!keys.remove(id)) throw notFound('Invalid API Key identifier specified');
        return json(202, undefined);
      },
    ],
    [
      'POST',
      /^\/usageplans\/([^/]+)\/keys$/,
      ([planId = ''], call) => {
        const { keyId } = input(CreateUsagePlanKey, call);
        const key = keys.find(keyId);
        if (key === undefined) throw notFound('Invalid API Key identifier specified');
        keys.join(planOf(planId).id, keyId);
        return json(201, { id: key.id, type: 'API_KEY', name: key.name, value: key.value });
      },
    ],
  ];

  return {
    signingNames: ['apigateway'],
    async handle(call) {
      const url = new URL(call.path, 'http://local');
      for (const [method, pattern, handle] of routes) {
        const match = method === call.method ? pattern.exec(url.pathname) : null;
        if (match !== null) return answered(() => handle(match.slice(1).map(decodeURIComponent), call, url));
      }
      return answered(() => {
        throw new AwsError(
          'UnknownOperationException',
          `The local cloud does not support ${call.method} ${url.pathname}.`,
        );
      });
    },
  };
}

function answered(work: () => AwsAnswer): AwsAnswer {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { headers, body } = json(error.status, { message: error.message });
    return { status: error.status, headers: { ...headers, 'x-amzn-errortype': error.code }, body };
  }
}

function json(status: number, body: object | undefined): AwsAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

function input<Schema extends z.ZodMiniType>(schema: Schema, { rawBody }: AwsCall): z.output<Schema> {
  const parsed = z.safeParse(schema, JSON.parse(rawBody.toString('utf8')));
  if (!parsed.success) throw new AwsError('BadRequestException', z.prettifyError(parsed.error));
  return parsed.data;
}

function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message, 404);
}

function keyView({ id, name, value, enabled, createdAt }: ApiKey): object {
  const createdDate = Math.floor(Date.parse(createdAt) / 1000);
  return { id, name, value, enabled, createdDate, lastUpdatedDate: createdDate, stageKeys: [] };
}

function planView({ id, name, throttle, quota }: ApiKeys['plans'][number]): object {
  return {
    id,
    name,
    ...(throttle !== undefined && { throttle: { rateLimit: throttle.ratePerSecond, burstLimit: throttle.burst } }),
    ...(quota !== undefined && { quota: { limit: quota.limit, offset: 0, period: quota.period } }),
  };
}
