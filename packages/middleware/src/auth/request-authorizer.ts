import * as z from 'zod/mini';
import { invocationHandler, type InvocationHandler } from '../invocation/invocation.ts';
import { wired } from '../invocation/wired.ts';
import type { Logger } from '../logging/logger.ts';

/** What is read of the event of a REQUEST authorizer. */
const AuthorizerEvent = z.object({
  methodArn: z.string(),
  headers: z.optional(z.nullable(z.record(z.string(), z.string()))),
});

export interface AuthorizerContext<Deps> {
  readonly deps: Deps;
  readonly authorization: string | undefined;
  /** `arn:aws:execute-api:<region>:<account>:<api>/<stage>` */
  readonly stageArn: string;
  readonly log: Logger;
}

/** What the caller may do, as the gateway is told. */
export interface Grant {
  readonly principalId: string;
  /** Of the whole API: a gateway caches them for all of its methods. */
  readonly statements: readonly {
    readonly Effect: 'Allow' | 'Deny';
    readonly Action: string;
    readonly Resource: readonly string[];
  }[];
  /** Reaches mapping templates and functions as `$context.authorizer.<name>`. */
  readonly context: Readonly<Record<string, string>>;
  /** The API key whose usage plan the request counts against. */
  readonly usageIdentifierKey: string;
}

/** The output of a Lambda authorizer. */
export interface AuthorizerAnswer extends Omit<Grant, 'statements'> {
  readonly policyDocument: { readonly Version: '2012-10-17'; readonly Statement: Grant['statements'] };
}

/** The one message that API Gateway takes for a 401; any other failure is a 500. */
const UNAUTHORIZED = 'Unauthorized';

/**
 * A Lambda authorizer of a REST API, type REQUEST. `decide` answers undefined for a caller that it does not know.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function requestAuthorizer<Deps>(
  options: { readonly deps: () => Deps | Promise<Deps> },
  decide: (context: AuthorizerContext<Deps>) => Promise<Grant | undefined>,
): InvocationHandler<AuthorizerAnswer> {
  const deps = wired(options.deps);
  return invocationHandler(async (invocation) => {
    const { payload, log } = invocation;
    const { methodArn, headers } = AuthorizerEvent.parse(payload);
    const [, authorization] =
      Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
    const stageArn = methodArn.split('/').slice(0, 2).join('/');
    const grant = await decide({ deps: await deps(), authorization, stageArn, log });
    if (grant === undefined) {
      invocation.refusal = { code: 'auth.unauthenticated' };
      throw new Error(UNAUTHORIZED);
    }
    const { statements, ...rest } = grant;
    return { ...rest, policyDocument: { Version: '2012-10-17', Statement: statements } };
  }, deps);
}
