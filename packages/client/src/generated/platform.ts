// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import { operation } from '../operation.ts';
import type { GetOpenapiResponse, Health } from './platform-types.ts';

export interface GetHealthContract {
  input: {};
  answers: {
    200: Health;
  };
  problems: {
    400: 'request.invalid';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Whether the API answers.
 *
 * `GET /health` Open to everybody.
 */
export const getHealth = /* @__PURE__ */ operation<GetHealthContract>({
  id: 'getHealth',
  method: 'GET',
  path: '/health',
  access: 'public',
  answers: { '200': 'json' },
});

export interface GetOpenapiContract {
  input: {};
  answers: {
    200: GetOpenapiResponse;
  };
  problems: {
    400: 'request.invalid';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * The OpenAPI 3.1 document of this API.
 *
 * `GET /openapi.json` Open to everybody.
 */
export const getOpenapi = /* @__PURE__ */ operation<GetOpenapiContract>({
  id: 'getOpenapi',
  method: 'GET',
  path: '/openapi.json',
  access: 'public',
  answers: { '200': 'json' },
});

export interface GetDocsContract {
  input: {};
  answers: {
    200: string;
  };
  problems: {
    400: 'request.invalid';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * A page to read and try the API.
 *
 * `GET /docs` Open to everybody.
 */
export const getDocs = /* @__PURE__ */ operation<GetDocsContract>({
  id: 'getDocs',
  method: 'GET',
  path: '/docs',
  access: 'public',
  answers: { '200': 'text' },
});

export interface GetDocsAssetContract {
  input: {
    asset: 'swagger-ui-bundle.js' | 'swagger-ui.css' | 'docs.js' | 'docs.css';
  };
  answers: {
    200: string;
  };
  problems: {
    400: 'request.invalid';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Scripts and styles of the API page.
 *
 * `GET /docs/{asset}` Open to everybody.
 */
export const getDocsAsset = /* @__PURE__ */ operation<GetDocsAssetContract>({
  id: 'getDocsAsset',
  method: 'GET',
  path: '/docs/{asset}',
  access: 'public',
  answers: { '200': 'text' },
});
