import { getDocsAsset } from '@tradewind/contracts/platform/get-docs-asset';
import { httpHandler, raw } from '@tradewind/middleware';
import { docsAssetDeps } from '../wiring.ts';

/** `GET /docs/{asset}`: scripts and styles of the API page. */
export const handler = httpHandler(getDocsAsset, { deps: docsAssetDeps }, async ({ deps, path }) => {
  const { contentType, text } = deps.readDocsAsset(path.asset);
  return raw(200, contentType, text, { headers: { 'Cache-Control': 'public, max-age=3600' } });
});
