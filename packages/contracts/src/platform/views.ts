import * as z from 'zod/mini';
import { Timestamp } from '../http/shapes.ts';

export const HealthView = z.strictObject({
  status: z.literal('ok'),
  stage: z.string(),
  time: Timestamp,
});
export type HealthView = z.output<typeof HealthView>;

/** Files of the API page that are served beside it. */
export const DOCS_ASSETS = ['swagger-ui-bundle.js', 'swagger-ui.css', 'docs.js', 'docs.css'] as const;
export type DocsAsset = (typeof DOCS_ASSETS)[number];
