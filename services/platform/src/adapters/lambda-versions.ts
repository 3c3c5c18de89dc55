import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import type { Versions } from '../use-cases/ports.ts';

const REQUEST = JSON.stringify({ source: 'tradewind.deployment', action: 'verify' });
const Verified = z.object({ verified: z.literal(true) });
const Failure = z.object({ errorType: z.optional(z.string()), errorMessage: z.optional(z.string()) });

function parsed(payload: Uint8Array | undefined): unknown {
  const value: unknown = JSON.parse(new TextDecoder().decode(payload));
  return value;
}

/** Versions of Lambda functions, tried by the verification that every handler of ours answers. */
export function lambdaVersions(client = new LambdaClient({})): Versions {
  return {
    async fault({ functionName, version }) {
      const answer = await client.send(
        new InvokeCommand({ FunctionName: functionName, Qualifier: version, Payload: REQUEST }),
      );
      const payload = parsed(answer.Payload);
      if (answer.FunctionError !== undefined) {
        const { errorType = 'Error', errorMessage = '' } = z.safeParse(Failure, payload).data ?? {};
        return `${errorType}: ${errorMessage}`;
      }
      return z.safeParse(Verified, payload).success ? undefined : 'It does not answer a verification.';
    },
  };
}
