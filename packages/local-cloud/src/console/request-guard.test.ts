import { describe, expect, it } from '@jest/globals';
import { refusalOf } from './request-guard.ts';

const host = 'localhost:4000';
const json = { 'content-type': 'application/json' };

describe('refusalOf', () => {
  it.each(['localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'LOCALHOST'])('lets %s read', (name) => {
    expect(refusalOf({ method: 'GET', headers: { host: name } })).toBeUndefined();
  });

  it('lets the page of its own act', () => {
    const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin', ...json };
    expect(refusalOf({ method: 'POST', headers })).toBeUndefined();
  });

  it.each([
    ['another name that points here', 'GET', { host: 'evil.example:4000' }],
    ['a name that begins like ours', 'GET', { host: 'localhost.evil.example' }],
    ['no name', 'GET', {}],
    ['another site that reads', 'GET', { host, origin: 'https://evil.example' }],
    ['another port that reads', 'GET', { host, origin: 'http://localhost:5173' }],
    ['another site without an origin', 'GET', { host, 'sec-fetch-site': 'cross-site' }],
    ['another page of this machine', 'GET', { host, 'sec-fetch-site': 'same-site' }],
    ['an action without an origin', 'POST', { host, ...json }],
    ['an action of another site', 'POST', { host, origin: 'https://evil.example', ...json }],
    ['an action of a sandboxed page', 'POST', { host, origin: 'null', ...json }],
    ['an action that a form can send', 'POST', { host, origin: `http://${host}`, 'content-type': 'text/plain' }],
  ])('refuses %s', (_, method, headers) => {
    expect(refusalOf({ method, headers })).toEqual(expect.any(String));
  });
});
