import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import type { FunctionRuntime } from '../functions/runtime.ts';
import { contextOf as conditionContext } from '../iam/conditions.ts';
import { decide } from '../iam/evaluate.ts';
import type { Iam } from '../iam/iam.ts';
import { parseDocument, PolicyError } from '../iam/policy.ts';
import { PolicySet } from '../iam/policy-set.ts';
import {
  contextOf,
  methodArn,
  parameterOf,
  proxyEvent,
  ANONYMOUS,
  type Authorized,
  type RestCall,
} from './rest-call.ts';
import { Refusal } from './refusal.ts';
import type { AuthorizerModel } from './rest-api-model.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const Answer = z.object({
  principalId: z.string(),
  policyDocument: z.record(z.string(), z.unknown()),
  context: z.optional(z.nullable(z.record(z.string(), scalar))),
  usageIdentifierKey: z.optional(z.nullable(z.string())),
});

/** What an authorizer said about a caller; stays true for other methods of the API until it expires. */
interface Verdict {
  readonly answer: z.output<typeof Answer>;
  readonly policies: PolicySet;
  readonly expiresAt: number;
}

const MAX_CACHED = 10_000;

/** What a gateway may do: call a function if the function's own policy lets it, on behalf of the authorizer's ARN. */
export interface AuthorizerDoors {
  readonly runtime: FunctionRuntime;
  readonly iam: Pick<Iam, 'mayInvoke'>;
}

/**
 * Lambda authorizers of type REQUEST: a function says by an IAM policy what the caller may do.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class RequestAuthorizers {
  readonly #doors: AuthorizerDoors;
  readonly #now: () => number;
  readonly #cache = new Map<string, Verdict>();

  /** `now` in milliseconds. */
  constructor(doors: AuthorizerDoors, now: () => number) {
    this.#doors = doors;
    this.#now = now;
  }

  /** Forgets what was cached: the templates have changed. */
  clear(): void {
    this.#cache.clear();
  }

  /** Throws Refusal: UNAUTHORIZED, ACCESS_DENIED, AUTHORIZER_FAILURE, AUTHORIZER_CONFIGURATION_ERROR. */
  async authorize(authorizer: AuthorizerModel, call: RestCall): Promise<Authorized> {
    const { answer, policies } = await this.#verdict(authorizer, call);
    const allows = (action: string) => isAllowed(policies, action, call);
    const decision = allows('execute-api:Invoke');
    if (decision.outcome === 'denied') {
      const explicit = decision.by.length > 0 ? ' with an explicit deny in an identity-based policy' : '';
      throw new Refusal('ACCESS_DENIED', `User is not authorized to access this resource${explicit}`);
    }
    return {
      identity: {},
      principalId: answer.principalId,
      context: Object.fromEntries(Object.entries(answer.context ?? {}).map(([name, value]) => [name, String(value)])),
      usageIdentifierKey: answer.usageIdentifierKey ?? undefined,
      mayInvalidateCache: allows('execute-api:InvalidateCache').outcome === 'allowed',
    };
  }

  async #verdict(authorizer: AuthorizerModel, call: RestCall): Promise<Verdict> {
    const identity = authorizer.identitySources.map((source) => parameterOf(call, source));
    if (identity.some((value) => value === undefined || value === '')) throw new Refusal('UNAUTHORIZED');
    const key = JSON.stringify([authorizer.id, ...identity]);
    const cached = this.#cache.get(key);
    if (cached !== undefined && cached.expiresAt > this.#now()) return cached;
    const verdict = await this.#ask(authorizer, call);
    if (authorizer.ttlSeconds === 0) return verdict;
    if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
    this.#cache.set(key, verdict);
    return verdict;
  }

  async #ask({ id, functionName, ttlSeconds }: AuthorizerModel, call: RestCall): Promise<Verdict> {
    const { runtime, iam } = this.#doors;
    const source = arn('execute-api', `${call.api.id}/authorizers/${id}`);
    if (!runtime.has(functionName) || !iam.mayInvoke('apigateway.amazonaws.com', source, functionName)) {
      throw new Refusal('AUTHORIZER_CONFIGURATION_ERROR');
    }
    const event = {
      type: 'REQUEST',
      methodArn: methodArn(call),
      ...proxyEvent(call, ANONYMOUS),
      requestContext: contextOf(call),
    };
    const { traceHeader } = call;
    const { payload, functionError } = await runtime.invoke(functionName, event, { traceHeader });
    if (functionError !== undefined) {
      throw new Refusal(saysUnauthorized(payload) ? 'UNAUTHORIZED' : 'AUTHORIZER_FAILURE');
    }
    const answer = z.safeParse(Answer, payload);
    if (!answer.success) throw new Refusal('AUTHORIZER_CONFIGURATION_ERROR');
    return {
      answer: answer.data,
      policies: policySet(answer.data.policyDocument),
      expiresAt: this.#now() + ttlSeconds * 1000,
    };
  }
}

function isAllowed(policies: PolicySet, action: string, call: RestCall) {
  const request = { action, resource: methodArn(call) };
  return decide(request, { identity: policies }, () =>
    conditionContext([
      ['aws:SourceIp', [call.request.sourceIp]],
      ['aws:SecureTransport', ['true']],
    ]),
  );
}

/** The one message by which a function refuses a caller: `throw new Error('Unauthorized')`. */
function saysUnauthorized(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'errorMessage' in payload
    ? payload.errorMessage === 'Unauthorized'
    : false;
}

function policySet(document: object): PolicySet {
  try {
    return new PolicySet(parseDocument(document).map((statement) => ({ id: undefined, statement })));
  } catch (error) {
    if (error instanceof PolicyError) throw new Refusal('AUTHORIZER_CONFIGURATION_ERROR');
    throw error;
  }
}
