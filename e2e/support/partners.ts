import { createApiKey } from '@tradewind/client';
import { accessKeyOf } from '@tradewind/local-cloud/functions/environment';
import { roleArn } from '@tradewind/local-cloud/iam/roles';
import { eventually } from '@tradewind/testing';
import type { Call } from './api.ts';
import { client } from './client.ts';

type Plan = 'free' | 'partner' | 'internal';

export interface IssuedKey {
  readonly id: string;
  readonly secret: string;
  readonly credentials: Pick<Call, 'headers'>;
}

/** The credentials that a secret of the partner API is sent as. */
export function partnerCredentials(secret: string): Pick<Call, 'headers'> {
  return { headers: { authorization: `${secret.startsWith('tws_') ? 'Bearer' : 'ApiKey'} ${secret}` } };
}

/** Issues a key of the partner API as an admin. */
export async function issueKey(
  token: string,
  plan: Plan,
  kind: 'api-key' | 'service-token' = 'api-key',
): Promise<IssuedKey> {
  const body = { name: `End to end, ${plan}`, plan, kind };
  // A busy machine may take longer to start the function than the gateway waits; a key more does no harm.
  const { key, secret } = await eventually(async () => (await createApiKey(client({ token }), { body })).data);
  return { id: key.id, secret, credentials: partnerCredentials(secret) };
}

/** Whoever acts under a role of the local cloud, where all keys have one secret. */
function signer(accessKeyId: string): Pick<Call, 'signedBy'> {
  return { signedBy: { accessKeyId, secretAccessKey: 'local' } };
}

/** May resolve parked orders. */
export const OPERATOR = signer(accessKeyOf(roleArn('tradewind-orders-dev-operator')));
/** A function of the same service, whose role says nothing about the API. */
export const OTHER_ROLE = signer(accessKeyOf('tradewind-orders-dev-get-order'));
export const UNKNOWN_SIGNER = signer('AKIANOBODYKNOWSTHIS0');
