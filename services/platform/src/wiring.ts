import { systemClock } from '@tradewind/kernel';
import { readDocsAsset } from './adapters/docs-assets.ts';
import { openapi } from './adapters/openapi.ts';
import { env } from './env.ts';

export const healthDeps = () => ({ stage: env().STAGE, clock: systemClock });
export const openapiDeps = () => ({ document: openapi });
export const docsAssetDeps = () => ({ readDocsAsset });
