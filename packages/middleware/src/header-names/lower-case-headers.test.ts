import { describe, expect, it } from '@jest/globals';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import fc from 'fast-check';
import { gatewayEvent, recordingLogger, through } from '../fixtures/http.ts';
import { readHttpEvent } from '../http/http-event.ts';
import { lowerCaseHeaders } from './lower-case-headers.ts';

async function headersOf(sent: Readonly<Record<string, string>>) {
  const trace = { requestId: 'r', correlationId: 'c' };
  const event = readHttpEvent<RouteDefinition>(
    { ...gatewayEvent(), headers: sent },
    { trace, log: recordingLogger().log, caller: { role: 'guest' } },
  );
  await through([lowerCaseHeaders()])(event);
  return event.headers;
}

describe('lowerCaseHeaders', () => {
  it('leaves the headers of an HTTP API as they are', async () => {
    const sent = { 'content-type': 'text/plain', 'x-request-id': 'A' };
    expect(await headersOf(sent)).toBe(sent);
  });

  it('names the headers of a REST API alike, and leaves its event as it was', async () => {
    const sent = { 'Content-Type': 'Text/Plain', 'x-request-id': 'A', ETAG: 'B' };
    expect({ ...(await headersOf(sent)) }).toEqual({ 'content-type': 'Text/Plain', 'x-request-id': 'A', etag: 'B' });
    expect(Object.keys(sent)).toEqual(['Content-Type', 'x-request-id', 'ETAG']);
  });

  it('leaves no name in upper case, whatever is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.string()), async (sent) => {
        const names = Object.keys(await headersOf(sent));
        expect(names).toEqual(names.map((name) => name.toLowerCase()));
      }),
    );
  });
});
