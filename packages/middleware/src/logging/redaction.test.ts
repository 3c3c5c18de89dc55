import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redact } from './redaction.ts';

const SECRET = 'S3cr3tV4lue';

describe('redact', () => {
  it.each([
    'password',
    'newPassword',
    'refreshToken',
    'x-cart-token',
    'Authorization',
    'Set-Cookie',
    'clientSecret',
    'x-api-key',
    'cardNumber',
    'email',
    'name',
    'postal_code',
    'shippingAddress',
    'phoneNumber',
  ])('replaces the value of %s', (key) => {
    expect(JSON.stringify(redact({ outer: [{ [key]: SECRET }] }))).not.toContain(SECRET);
  });

  it('leaves what names no person and no secret', () => {
    const fields = { orderId: 'ord_1', filename: 'a.csv', hostname: 'h', amount: 1999, ok: true, nothing: null };
    expect(redact(fields)).toEqual(fields);
  });

  it.each([
    'Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    'token was eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.',
    'mail to jane.doe+shop@example.co.uk failed',
  ])('replaces credentials and addresses inside of text: %s', (text) => {
    const { message } = redact({ message: text });
    expect(message).toContain('[redacted]');
    expect(message).not.toMatch(/eyJ|jane/);
  });

  it('makes errors readable, with their causes', () => {
    const error = new TypeError('outer', { cause: new Error('inner for jane@example.com') });
    expect(redact({ error })).toMatchObject({
      error: { type: 'TypeError', message: 'outer', cause: { type: 'Error', message: 'inner for [redacted]' } },
    });
  });

  it('bounds depth, so that a cycle ends', () => {
    const cycle: Record<string, unknown> = { id: 1 };
    cycle['self'] = cycle;
    expect(JSON.stringify(redact(cycle))).toContain('[nested]');
  });

  it('can always be serialised and never lets a secret through, wherever it stands', () => {
    const key = fc.constantFrom('password', 'accessToken', 'Cookie', 'email', 'address');
    const secretHolder = key.map((name) => ({ [name]: SECRET }));
    const anywhere = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        secretHolder,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'items'), tie('node'), { maxKeys: 3 }),
        fc.anything(),
      ),
    }));
    fc.assert(
      fc.property(anywhere.node, (value) => {
        expect(JSON.stringify(redact({ value }))).not.toContain(SECRET);
      }),
    );
  });
});
