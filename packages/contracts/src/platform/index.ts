import type { EventDefinition } from '../events/event.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import type { RouteDefinition } from '../http/route.ts';
import { getDocsAsset } from './get-docs-asset.ts';
import { getDocs } from './get-docs.ts';
import { getHealth } from './get-health.ts';
import { getOpenapi } from './get-openapi.ts';
import { verifyDeployment } from './verify-deployment.ts';

export const routes: readonly RouteDefinition[] = [getHealth, getOpenapi, getDocs, getDocsAsset];
export const events: readonly EventDefinition[] = [];
export const functions: readonly FunctionDefinition[] = [verifyDeployment];
