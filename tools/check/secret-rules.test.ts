import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { secretFindings } from './secret-rules.ts';

const find = (text: string, path = 'services/x/src/a.ts') => secretFindings({ path, text });

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });

/** Planted secrets are put together here, so that this file passes its own scan. */
const planted: Readonly<Record<string, string>> = {
  'a key of Stripe': ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_'),
  'a token of GitHub': ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_'),
  'a private key': privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  'a password in an address': ['postgres://admin', 'S3cr3tPa55@db.internal:5432/shop'].join(':'),
};

const random = () => `a1B2c3${randomBytes(24).toString('base64url')}`;
const holders: Readonly<Record<string, (value: string) => string>> = {
  'source code': (value) => `const clientSecret = '${value}';`,
  YAML: (value) => `    CURSOR_SIGNING_KEY: ${value}`,
  'an environment file': (value) => `PAYMENT_API_KEY=${value}`,
  JSON: (value) => `{ "webhookSecret": "${value}" }`,
  'an environment that code sets': (value) => `process.env['API_TOKEN'] = '${value}';`,
  'a snapshot of a template': (value) => `          DB_PASSWORD: '${value}'`,
};

describe('secretFindings', () => {
  it.each(Object.entries(planted))('finds %s, without repeating it', async (_, secret) => {
    const findings = await find(`// first line\nconst value = \`${secret}\`;`);
    expect(findings).toEqual([expect.stringMatching(/^services\/x\/src\/a\.ts:2: /)]);
    expect(findings.join('')).not.toContain(secret);
  });

  it.each(Object.entries(holders))('finds a random value under the name of a secret in %s', async (_, hold) => {
    const secret = random();
    const findings = await find(hold(secret));
    expect(findings).toEqual([expect.stringMatching(/looks random/)]);
    expect(findings.join('')).not.toContain(secret);
  });

  it.each([
    'CURSOR_SECRET_ID: tradewind/${sls:stage}/cursor-signing',
    'const secret = await readSecretOf2Stages(env().CURSOR_SECRET_ID);',
    "password: 'correct horse battery staple'",
    'token: eventToken2.withNumbers3',
    "TOKEN_ISSUER: '${param:tokenIssuer, 'unset'}'",
    `requestId: ${random()}`,
  ])('passes %s', async (text) => {
    await expect(find(text)).resolves.toEqual([]);
  });

  it('passes made-up tokens of sample requests, but no known form', async () => {
    const path = 'services/carts/events/get-cart.json';
    await expect(find(`"x-cart-token": "${random()}"`, path)).resolves.toEqual([]);
    await expect(find(`"token": "${planted['a key of Stripe']}"`, path)).resolves.toHaveLength(1);
  });

  it('passes what is excused with a reason, beside it or right above, and only that', async () => {
    const line = `token: ${random()}`;
    await expect(find(`${line} # no secret: made up for this example`)).resolves.toEqual([]);
    await expect(find(`# no secret: made up for this example\n${line}`)).resolves.toEqual([]);
    await expect(find(`# no secret: made up\n\n${line}`)).resolves.toHaveLength(1);
    await expect(find(`${line} # no secret:`)).resolves.toHaveLength(1);
  });
});
