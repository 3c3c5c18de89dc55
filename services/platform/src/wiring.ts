import { systemClock } from '@tradewind/kernel';
import { codeDeployDeployments } from './adapters/code-deploy-deployments.ts';
import { readDocsAsset } from './adapters/docs-assets.ts';
import { lambdaVersions } from './adapters/lambda-versions.ts';
import { openapi } from './adapters/openapi.ts';
import { env } from './env.ts';

export const healthDeps = () => ({ stage: env().STAGE, clock: systemClock });
export const openapiDeps = () => ({ document: openapi });
export const docsAssetDeps = () => ({ readDocsAsset });
export const verifyDeploymentDeps = () => ({ deployments: codeDeployDeployments(), versions: lambdaVersions() });
