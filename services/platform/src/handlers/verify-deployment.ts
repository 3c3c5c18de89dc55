import { verifyDeployment as contract } from '@tradewind/contracts/platform/verify-deployment';
import { functionHandler } from '@tradewind/middleware';
import { verifyDeployment } from '../use-cases/verify-deployment.ts';
import { verifyDeploymentDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: verifyDeploymentDeps }, async ({ deps, request, log }) => {
  const status = await verifyDeployment({
    ...deps,
    onFault: (fault, target) => log.error('a new version must not get traffic', { fault, ...target }),
  })({ deploymentId: request.DeploymentId, hookExecutionId: request.LifecycleEventHookExecutionId });
  return { status };
});
