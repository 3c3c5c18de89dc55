import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { middlewareEvent, problemIn, through } from '../fixtures/http.ts';
import { respondWithProblems } from '../problem-responder/problem-responder.ts';
import { ORIGIN_HEADER, verifyOrigin } from './origin-verification.ts';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

function guarded(...hashes: string[]) {
  return through([respondWithProblems(), verifyOrigin(() => hashes)]);
}

function shown(secret: string) {
  return middlewareEvent({ headers: { 'X-Origin-Verify': secret } });
}

describe('verifyOrigin', () => {
  it('lets through what the CDN sends', async () => {
    expect((await guarded(hashOf('current'))(shown('current'))).statusCode).toBe(200);
  });

  it('takes the secret before as well while it is being changed', async () => {
    const rotating = guarded(hashOf('new'), hashOf('old'));
    expect((await rotating(shown('old'))).statusCode).toBe(200);
    expect((await rotating(shown('new'))).statusCode).toBe(200);
  });

  it.each([
    ['nothing', middlewareEvent()],
    ['an empty value', shown('')],
    ['another secret', shown('guessed')],
    ['the hash instead of the secret', shown(hashOf('current'))],
  ])('refuses %s', async (_, event) => {
    const problem = problemIn(await guarded(hashOf('current'))(event));
    expect(problem).toMatchObject({ status: 403, code: 'request.unknown-origin' });
  });

  it.each(['', 'unset', 'ab', hashOf('current').slice(2)])(
    'refuses everyone when a hash is not one: "%s"',
    async (hash) => {
      expect((await guarded(hash)(shown('current'))).statusCode).toBe(403);
    },
  );

  it('asks for nothing where there is no CDN', async () => {
    expect((await guarded()(middlewareEvent())).statusCode).toBe(200);
  });

  it('lets through whom the gateway knows by key or signature', async () => {
    const partner = { ...middlewareEvent(), principal: 'partner-1' };
    expect((await guarded(hashOf('current'))(partner)).statusCode).toBe(200);
  });

  it.each([
    ['the viewer, whom the CDN names', '198.51.100.7, 192.0.2.1', '198.51.100.7'],
    ['the viewer, where the gateway does not name the CDN', '198.51.100.7', '198.51.100.7'],
    ['nobody whom the viewer claims to be', '203.0.113.9, 198.51.100.7, 192.0.2.1', '198.51.100.7'],
    ['the CDN where it names nobody', '', '192.0.2.1'],
  ])('takes for the caller %s', async (_, forwardedFor, address) => {
    const event = middlewareEvent({ headers: { 'X-Origin-Verify': 'current', 'X-Forwarded-For': forwardedFor } });
    await guarded(hashOf('current'))(event);
    expect(event.requestContext.http.sourceIp).toBe(address);
  });

  it('believes no forwarded address where there is no CDN', async () => {
    const event = middlewareEvent({ headers: { 'X-Forwarded-For': '198.51.100.7, 192.0.2.1' } });
    await guarded()(event);
    expect(event.requestContext.http.sourceIp).toBe('192.0.2.1');
  });

  it('keeps the secret from whatever comes after', async () => {
    const event = shown('current');
    await guarded(hashOf('current'))(event);
    expect(Object.keys(event.headers)).not.toContain(ORIGIN_HEADER);
  });
});
