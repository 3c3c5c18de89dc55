import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';

/**
 * What CodeDeploy calls before and after it moves traffic to a new version of a function, in CodeDeploy's own shape.
 * The answer that counts is the one that the function reports to CodeDeploy.
 */
export const verifyDeployment = defineFunction({
  service: 'platform',
  name: 'verify-deployment',
  request: z.object({
    DeploymentId: z.string().check(z.minLength(1)),
    LifecycleEventHookExecutionId: z.string().check(z.minLength(1)),
  }),
  response: z.strictObject({ status: z.enum(['Succeeded', 'Failed']) }),
  errors: [],
});
