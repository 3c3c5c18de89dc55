import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { enrolmentUri, openChallenge, sealChallenge } from './challenge.ts';

describe('challenges', () => {
  it('open as they were sealed', () => {
    const userId = fc.stringMatching(/^[A-Za-z0-9_]{1,40}$/);
    fc.assert(
      fc.property(userId, fc.string({ minLength: 1 }), (id, session) => {
        expect(openChallenge(sealChallenge({ userId: id, session }))).toEqual({ userId: id, session });
      }),
    );
  });

  it.each(['', '.', 'usr_1', 'usr_1.', '.session'])('are not in %j', (sealed) => {
    expect(openChallenge(sealed)).toBeUndefined();
  });

  it('are enrolled for by a URI that names the account', () => {
    const uri = new URL(enrolmentUri('ABC234', 'ada+shop@example.com'));
    expect(uri.href).toMatch(/^otpauth:\/\/totp\/Tradewind:ada%2Bshop%40example\.com\?/);
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      secret: 'ABC234',
      issuer: 'Tradewind',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
