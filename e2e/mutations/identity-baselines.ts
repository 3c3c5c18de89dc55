import {
  confirmTotp,
  createApiKey,
  createExport,
  createSession,
  createTotp,
  deleteUser,
  getProfile,
  getUser,
  requestPasswordReset,
} from '@tradewind/client';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import { client } from '../support/client.ts';
import { confirmationCode, mailsTo } from '../support/mailbox.ts';
import * as shop from '../support/shopping.ts';
import type { BaselineParts } from './mutation.ts';
import { oneTimeCode } from './one-time-code.ts';
import { registerUser, savedAddress, type World } from './world.ts';

type Maker = (world: World) => Promise<BaselineParts>;

async function signedIn() {
  const account = await registerUser();
  return { account, session: await shop.signIn(account) };
}

/** The code of the second mail with one: the first confirmed the address. */
async function resetCode(email: string): Promise<string> {
  return eventually(async () => {
    const codes = (await mailsTo(email)).flatMap(({ subject }) => /\b(\d{6})\b/.exec(subject)?.[1] ?? []);
    const [newest, ...older] = codes;
    if (newest === undefined || older.length === 0) throw new Error('The code has not come yet.');
    return newest;
  });
}

/** Somebody who has begun to use an authenticator app. */
async function enrolling() {
  const { account, session } = await signedIn();
  const { accessToken: token } = session;
  const { secret } = (await createTotp(client({ token }))).data;
  return { account, token, secret };
}

async function challenged() {
  const { account, token, secret } = await enrolling();
  await confirmTotp(client({ token }), { body: { code: oneTimeCode(secret) } });
  const { data } = await createSession(client(), { body: account });
  if (!('challenge' in data)) throw new Error('No second factor was asked for.');
  const { challenge } = data;
  // The next step's code: the one of now has just been used, and works once.
  return { session: challenge.session, code: oneTimeCode(secret, 1) };
}

/** Somebody to erase, as an admin finds them. */
async function erasable({ adminToken: token }: World) {
  const { session } = await signedIn();
  const { id: userId } = (await getProfile(client({ token: session.accessToken }))).data;
  const { etag: ifMatch = '' } = await getUser(client({ token }), { userId });
  return { credentials: { token }, parameters: { userId }, ifMatch };
}

async function addressed({ shopper: { token } }: World): Promise<BaselineParts> {
  const { id } = await savedAddress(token);
  return { parameters: { addressId: id }, credentials: { token } };
}

function apiKeyBody() {
  return { name: 'Mutant', plan: 'free', kind: 'service-token', expiresInSeconds: 3600 } as const;
}

/** Makes a request of each of identity's routes that is answered with 2xx. */
export const IDENTITY_BASELINES: Readonly<Record<string, Maker>> = {
  'register-user': async () => ({
    body: { name: 'Mary Shelley', email: `mutant-${randomUUID()}@example.com`, password: 'Mutation-baseline-1' },
  }),
  'confirm-user': async () => {
    const { email } = await registerUser({ confirmed: false });
    return { body: { email, code: await confirmationCode(email) } };
  },
  'create-session': async ({ shopper: { email, password } }) => ({ body: { email, password } }),
  'refresh-session': async () => ({ body: { refreshToken: (await signedIn()).session.refreshToken } }),
  'delete-session': async ({ shopper: { token } }) => ({
    credentials: { token },
    body: { refreshToken: (await signedIn()).session.refreshToken },
  }),
  'answer-challenge': async () => ({ body: await challenged() }),
  'create-totp': async () => ({ credentials: { token: (await signedIn()).session.accessToken } }),
  'confirm-totp': async () => {
    const { token, secret } = await enrolling();
    return { credentials: { token }, body: { code: oneTimeCode(secret) } };
  },
  'delete-totp': async () => {
    const { account, session } = await signedIn();
    return { credentials: { token: session.accessToken }, body: { password: account.password } };
  },
  'request-password-reset': async ({ shopper: { email } }) => ({ body: { email } }),
  'confirm-password-reset': async () => {
    const { email } = await registerUser();
    await requestPasswordReset(client(), { body: { email } });
    return { body: { email, code: await resetCode(email), password: 'Mutation-baseline-2' } };
  },
  'get-profile': async ({ shopper: { token } }) => ({ credentials: { token } }),
  'update-profile': async ({ shopper: { token } }) => {
    const { etag: ifMatch = '' } = await getProfile(client({ token }));
    return { credentials: { token }, ifMatch, body: { name: 'Mary Godwin' } };
  },
  'list-addresses': async ({ shopper: { token } }) => ({ credentials: { token } }),
  'create-address': async ({ shopper: { token } }) => ({ credentials: { token }, body: { ...shop.ADDRESS } }),
  'get-address': addressed,
  'update-address': async (world) => ({ ...(await addressed(world)), ifMatch: '"1"', body: { city: 'Dover' } }),
  'delete-address': async (world) => ({ ...(await addressed(world)), ifMatch: '"1"' }),
  'list-users': async ({ adminToken: token }) => ({ credentials: { token }, query: { limit: '5' } }),
  'delete-account': async () => {
    const { account, session } = await signedIn();
    return { credentials: { token: session.accessToken }, body: { password: account.password } };
  },
  'delete-user': erasable,
  'get-erasure': async (world) => {
    const { credentials, parameters, ifMatch } = await erasable(world);
    await deleteUser(client(credentials), { ...parameters, ifMatch });
    return { credentials, parameters };
  },
  'create-export': async () => ({ credentials: { token: (await signedIn()).session.accessToken } }),
  'get-export': async () => {
    const token = (await signedIn()).session.accessToken;
    const { id } = (await createExport(client({ token }))).data;
    return { credentials: { token }, parameters: { exportId: id } };
  },
  'create-api-key': async ({ adminToken: token }) => ({ credentials: { token }, body: apiKeyBody() }),
  'list-api-keys': async ({ adminToken: token }) => ({ credentials: { token }, query: { limit: '5' } }),
  'delete-api-key': async ({ adminToken: token }) => {
    const { key } = (await createApiKey(client({ token }), { body: apiKeyBody() })).data;
    return { credentials: { token }, parameters: { keyId: key.id } };
  },
  'list-audit-log': async ({ adminToken: token }) => ({ credentials: { token }, query: { limit: '5' } }),
  'verify-audit-log': async ({ adminToken: token }) => ({ credentials: { token }, query: { limit: '5' } }),
  'get-user': async ({ adminToken: token, shopper: { id } }) => ({
    credentials: { token },
    parameters: { userId: id },
  }),
};
