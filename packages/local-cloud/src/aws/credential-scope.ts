import { AwsError } from './api.ts';

export interface CredentialScope {
  readonly accessKeyId: string;
  readonly service: string;
}

const SIGV4 = /^AWS4-HMAC-SHA256\s+Credential=([^/\s,]+)\/\d{8}\/[^/\s,]+\/([^/\s,]+)\/aws4_request\s*,/;

/**
 * Reads who signed and for which service from a SigV4 `Authorization` header. The signature itself is not recomputed:
 * the endpoint listens on loopback only and its keys are no secrets.
 */
export function credentialScope(authorization: string | undefined): CredentialScope {
  if (authorization === undefined || authorization === '') {
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  }
  const [, accessKeyId, service] = SIGV4.exec(authorization) ?? [];
  if (accessKeyId === undefined || service === undefined) {
    throw new AwsError(
      'IncompleteSignatureException',
      "Authorization header requires 'Credential' parameter with a SigV4 scope.",
      403,
    );
  }
  return { accessKeyId, service };
}
