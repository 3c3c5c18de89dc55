import { describe, expect, it } from '@jest/globals';
import type { CloudModel, FunctionModel } from '../templates/model.ts';
import { createRouter } from './router.ts';

function functionWith(name: string, method: string, path: string): FunctionModel {
  return {
    name,
    arn: `arn:${name}`,
    key: name,
    service: 'shop',
    handler: 'a.b',
    environment: {},
    timeoutSeconds: 3,
    memoryMb: 128,
    events: [{ type: 'httpApi', method, path, authorization: 'none' }],
    onFailureArn: undefined,
    maximumRetryAttempts: 2,
    roleName: 'role',
    roleStatements: [],
  };
}

function modelOf(...routes: readonly (readonly [name: string, method: string, path: string])[]): CloudModel {
  const functions = routes.map((route) => functionWith(...route));
  return {
    services: [{ name: 'shop', directory: '/', stackName: 'shop', functions, resources: [], buildOptions: {} }],
  };
}

const router = createRouter(
  modelOf(
    ['fallback', 'ANY', '$default'],
    ['anything-below', 'GET', '/orders/{proxy+}'],
    ['get', 'GET', '/orders/{orderId}'],
    ['mine', 'GET', '/orders/mine'],
    ['any', 'ANY', '/orders/{orderId}'],
    ['cancel', 'POST', '/orders/{orderId}/cancel'],
    ['root', 'GET', '/'],
  ),
);

const nameOf = (method: string, path: string) => router.match(method, path)?.route.definition.name;

describe('match', () => {
  it.each([
    ['GET', '/', 'root'],
    ['GET', '/orders/mine', 'mine'],
    ['GET', '/orders/1', 'get'],
    ['DELETE', '/orders/1', 'any'],
    ['POST', '/orders/1/cancel', 'cancel'],
    ['GET', '/orders/1/lines/2', 'anything-below'],
    ['GET', '/orders/', 'fallback'],
    ['GET', '/elsewhere', 'fallback'],
  ])('%s %s → %s', (method, path, expected) => {
    expect(nameOf(method, path)).toBe(expected);
  });

  it('decodes parameters, and leaves what is no escape', () => {
    expect(router.match('GET', '/orders/a%2Fb')?.pathParameters).toEqual({ orderId: 'a/b' });
    expect(router.match('GET', '/orders/50%')?.pathParameters).toEqual({ orderId: '50%' });
    expect(router.match('GET', '/orders/1/x%20y/z')?.pathParameters).toEqual({ proxy: '1/x y/z' });
  });

  it('has no route where there is none', () => {
    expect(createRouter(modelOf(['a', 'GET', '/a'])).match('POST', '/a')).toBeUndefined();
    expect(createRouter(modelOf(['a', 'GET', '/a/{b}'])).match('GET', '/a/b/c')).toBeUndefined();
  });

  it('refuses two functions on one route, whatever their parameters are called', () => {
    expect(() => createRouter(modelOf(['a', 'GET', '/o/{id}'], ['b', 'GET', '/o/{orderId}']))).toThrow('both claim');
  });
});
