import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { AwsError, jsonApi, type JsonApi } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';

const Name = z.string().check(z.minLength(1), z.maxLength(100));

/** The revision of a Lambda deployment: which alias of which function goes to which version, and who is asked. */
const AppSpec = z.object({
  Resources: z.array(
    z.record(
      z.string(),
      z.object({
        Properties: z.object({
          Name: z.string(),
          Alias: z.string(),
          CurrentVersion: z.string(),
          TargetVersion: z.string(),
        }),
      }),
    ),
  ),
  Hooks: z._default(z.array(z.record(z.string(), z.string())), []),
});

const CreateDeployment = z.object({
  applicationName: Name,
  deploymentGroupName: Name,
  revision: z.object({
    revisionType: z.literal('AppSpecContent'),
    appSpecContent: z.object({ content: z.string() }),
  }),
});

const HookStatus = z.object({
  deploymentId: z.string(),
  lifecycleEventHookExecutionId: z.string(),
  status: z.enum(['Succeeded', 'Failed']),
});

/** In the order in which CodeDeploy asks them; between the two it moves the traffic. */
const LIFECYCLE = ['BeforeAllowTraffic', 'AfterAllowTraffic'];

type Status = 'InProgress' | 'Succeeded' | 'Failed';

interface Deployment {
  readonly id: string;
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  readonly content: string;
  readonly createdAt: number;
  status: Status;
  /** Hooks still to be asked, and the execution that is being waited for. */
  readonly hooks: string[];
  awaited?: string | undefined;
}

export interface LocalCodeDeploy {
  readonly api: JsonApi;
  /** `application/group` of a deployment. */
  readonly groupOf: (deploymentId: string) => string | undefined;
}

export interface CodeDeployOptions {
  readonly clock: Clock;
  /** Invokes a hook asynchronously. */
  readonly invoke: (functionName: string, payload: unknown) => void;
}

/**
 * CodeDeploy as far as Lambda deployments ask their hooks: before and after the traffic moves. A function has one
 * version here, so no traffic moves; deployments are kept in memory.
 */
export function openCodeDeploy({ clock, invoke }: CodeDeployOptions): LocalCodeDeploy {
  const deployments = new Map<string, Deployment>();

  function find(id: string): Deployment {
    const found = deployments.get(id);
    if (found === undefined) {
      throw new AwsError('DeploymentDoesNotExistException', `The deployment ${id} could not be found.`);
    }
    return found;
  }

  function proceed(deployment: Deployment): void {
    const hook = deployment.hooks.shift();
    deployment.awaited = hook === undefined ? undefined : randomUUID();
    if (hook === undefined) deployment.status = 'Succeeded';
    else invoke(hook, { DeploymentId: deployment.id, LifecycleEventHookExecutionId: deployment.awaited });
  }

  return {
    groupOf(id) {
      const found = deployments.get(id);
      return found && `${found.applicationName}/${found.deploymentGroupName}`;
    },
    api: jsonApi({
      signingName: 'codedeploy',
      protocol: '1.1',
      operations: {
        CreateDeployment: operation(CreateDeployment, ({ applicationName, deploymentGroupName, revision }) => {
          const { content } = revision.appSpecContent;
          const deployment: Deployment = {
            id: `d-${randomBytes(5).toString('hex').slice(0, 9).toUpperCase()}`,
            applicationName,
            deploymentGroupName,
            content,
            createdAt: clock.now().getTime(),
            status: 'InProgress',
            hooks: hooksOf(content),
          };
          deployments.set(deployment.id, deployment);
          proceed(deployment);
          return { deploymentId: deployment.id };
        }),
        GetDeployment: operation(z.object({ deploymentId: z.string() }), ({ deploymentId }) => ({
          deploymentInfo: view(find(deploymentId)),
        })),
        PutLifecycleEventHookExecutionStatus: operation(HookStatus, (input) => {
          const deployment = find(input.deploymentId);
          if (deployment.awaited !== input.lifecycleEventHookExecutionId) {
            throw new AwsError(
              'InvalidLifecycleEventHookExecutionIdException',
              `${input.lifecycleEventHookExecutionId} is no hook execution that this deployment waits for.`,
            );
          }
          if (input.status === 'Failed') Object.assign(deployment, { status: 'Failed', awaited: undefined });
          else proceed(deployment);
          return { lifecycleEventHookExecutionId: input.lifecycleEventHookExecutionId };
        }),
      },
    }),
  };
}

function hooksOf(content: string): string[] {
  const spec = z.safeParse(AppSpec, parsed(content));
  if (!spec.success) throw new AwsError('InvalidRevisionException', 'The AppSpec of the revision is not valid.');
  return LIFECYCLE.flatMap((event) => spec.data.Hooks.flatMap((hook) => hook[event] ?? []));
}

function parsed(content: string): unknown {
  try {
    const value: unknown = JSON.parse(content);
    return value;
  } catch {
    return undefined;
  }
}

function view({ id, applicationName, deploymentGroupName, content, createdAt, status }: Deployment): object {
  return {
    deploymentId: id,
    applicationName,
    deploymentGroupName,
    computePlatform: 'Lambda',
    status,
    createTime: createdAt / 1000,
    revision: { revisionType: 'AppSpecContent', appSpecContent: { content } },
  };
}
