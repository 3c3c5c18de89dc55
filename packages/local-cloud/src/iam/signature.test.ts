import { describe, expect, it } from '@jest/globals';
import { sdkSigner } from './sdk-signer.test-support.ts';
import { verifySignature, type SignedRequest } from './signature.ts';

const NOW = new Date('2026-01-31T09:30:00Z');
const ACCESS_KEY_ID = 'ASIATHEOPERATORSKEY0';

/** Signed by the signer of AWS's own SDK. */
async function signed(service = 'execute-api', body = '{"action":"retry"}'): Promise<SignedRequest> {
  const { headers } = await sdkSigner(ACCESS_KEY_ID, service).sign(
    {
      method: 'POST',
      protocol: 'http:',
      hostname: 'localhost',
      path: '/internal/v1/orders/ord_1/resolution',
      query: { b: 'two words', a: '1' },
      headers: { host: 'localhost:4000', 'content-type': 'application/json' },
      body,
    },
    { signingDate: NOW },
  );
  const url = '/internal/v1/orders/ord_1/resolution?b=two%20words&a=1';
  return { method: 'POST', url, headers, body: Buffer.from(body) };
}

const verify = (request: SignedRequest, now = NOW) => verifySignature(request, 'execute-api', 'local', now);

describe('verifySignature', () => {
  it("takes what AWS's own signer signs", async () => {
    expect(verify(await signed())).toEqual({ accessKeyId: ACCESS_KEY_ID });
  });

  it.each<[string, (request: SignedRequest) => SignedRequest, string]>([
    ['another body', (request) => ({ ...request, body: Buffer.from('{}') }), 'INVALID_SIGNATURE'],
    ['another path', (request) => ({ ...request, url: request.url.replace('ord_1', 'ord_2') }), 'INVALID_SIGNATURE'],
    ['another query', (request) => ({ ...request, url: request.url.replace('a=1', 'a=2') }), 'INVALID_SIGNATURE'],
    ['another method', (request) => ({ ...request, method: 'PUT' }), 'INVALID_SIGNATURE'],
    [
      'another host',
      (request) => ({ ...request, headers: { ...request.headers, host: 'elsewhere' } }),
      'INVALID_SIGNATURE',
    ],
    ['no signature', (request) => ({ ...request, headers: {} }), 'MISSING_AUTHENTICATION_TOKEN'],
    [
      'a bearer token',
      (request) => ({ ...request, headers: { ...request.headers, authorization: 'Bearer x' } }),
      'INVALID_SIGNATURE',
    ],
  ])('refuses %s', async (_, change, refused) => {
    expect(verify(change(await signed()))).toMatchObject({ refused });
  });

  it('refuses a signature for another service, and one that is old', async () => {
    expect(verify(await signed('sqs'))).toMatchObject({ refused: 'INVALID_SIGNATURE' });
    expect(verify(await signed(), new Date(NOW.getTime() + 6 * 60_000))).toMatchObject({ refused: 'EXPIRED_TOKEN' });
  });
});
