import type { Clock } from '@tradewind/kernel';
import { AwsError } from '../aws/api.ts';
import type { ApiCaller, Iam } from './iam.ts';
import { verifySignature, type SignatureVerdict, type SignedRequest } from './signature.ts';

/** The secret of every access key of the local cloud, which listens on loopback only. */
const LOCAL_SECRET = 'local';

export type SignedCaller =
  | ApiCaller
  | {
      readonly refused: 'ACCESS_DENIED' | 'INVALID_TOKEN' | Extract<SignatureVerdict, { refused: string }>['refused'];
      readonly message: string;
    };

/** Who calls a method of an API that IAM authorises. */
export interface SignedCallers {
  /** By the signature, and by the policy of whoever signed. */
  callerOf(request: SignedRequest, methodArn: string): SignedCaller;
}

export function signedCallers(iam: Iam, clock: Clock): SignedCallers {
  return {
    callerOf(request, methodArn) {
      const verdict = verifySignature(request, 'execute-api', LOCAL_SECRET, clock.now());
      if ('refused' in verdict) return verdict;
      try {
        return iam.authorizeApiCall(verdict.accessKeyId, methodArn);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const refused = error.code === 'UnrecognizedClientException' ? 'INVALID_TOKEN' : 'ACCESS_DENIED';
        return { refused, message: error.message };
      }
    },
  };
}
