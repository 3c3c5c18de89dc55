import { getOpenapi } from '@tradewind/contracts/platform/get-openapi';
import { httpHandler, ok } from '@tradewind/middleware';
import { openapiDeps } from '../wiring.ts';

/** `GET /openapi.json`: the document of all services, built from their contracts. */
export const handler = httpHandler(getOpenapi, { deps: openapiDeps }, async ({ deps }) => ok(deps.document()));
