import { allRoutes } from '@tradewind/contracts/all';
import { openApiDocument } from '@tradewind/contracts/openapi/document';

/** The version of the API, as clients see it; it moves with the contracts. */
const API_VERSION = '1.0.0';

let document: { readonly openapi: string } | undefined;

/** The OpenAPI document of all services, made once per process. */
export function openapi(): { readonly openapi: string } {
  document ??= openApiDocument(allRoutes, { version: API_VERSION });
  return document;
}
