// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.

export interface GetOpenapiResponse {
  openapi: string;
  [k: string]: unknown;
}

export interface Health {
  status: 'ok';
  stage: string;
  time: string;
}
