import {
  CodeDeployClient,
  GetDeploymentCommand,
  PutLifecycleEventHookExecutionStatusCommand,
} from '@aws-sdk/client-codedeploy';
import * as z from 'zod/mini';
import { parse } from 'yaml';
import type { Deployments } from '../use-cases/ports.ts';

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html */
const AppSpec = z.object({
  Resources: z.array(
    z.record(z.string(), z.object({ Properties: z.object({ Name: z.string(), TargetVersion: z.string() }) })),
  ),
});

/** The deployments of CodeDeploy; what they move traffic to stands in the AppSpec of their revision, JSON or YAML. */
export function codeDeployDeployments(client = new CodeDeployClient({})): Deployments {
  return {
    async targetsOf(deploymentId) {
      const { deploymentInfo } = await client.send(new GetDeploymentCommand({ deploymentId }));
      const revision = deploymentInfo?.revision;
      const content = revision?.appSpecContent?.content ?? revision?.string?.content ?? '';
      const { Resources } = AppSpec.parse(parse(content));
      return Resources.flatMap((entry) =>
        Object.values(entry).map(({ Properties }) => ({
          functionName: Properties.Name,
          version: Properties.TargetVersion,
        })),
      );
    },
    async report(deploymentId, lifecycleEventHookExecutionId, status) {
      await client.send(
        new PutLifecycleEventHookExecutionStatusCommand({ deploymentId, lifecycleEventHookExecutionId, status }),
      );
    },
  };
}
