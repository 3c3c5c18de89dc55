import type { Deployments, TargetVersion, Verdict, Versions } from './ports.ts';

export interface VerifyDeploymentDeps {
  readonly deployments: Deployments;
  readonly versions: Versions;
  /** Told of every version that must not get traffic. */
  readonly onFault: (fault: string, target?: TargetVersion) => void;
}

export interface Hook {
  readonly deploymentId: string;
  readonly hookExecutionId: string;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Tries every version that the deployment moves traffic to and reports one verdict. It always reports: a hook that
 * fails silently would hold the deployment for an hour. What cannot be found out counts as a fault.
 */
export const verifyDeployment =
  ({ deployments, versions, onFault }: VerifyDeploymentDeps) =>
  async ({ deploymentId, hookExecutionId }: Hook): Promise<Verdict> => {
    const faultOf = async (target: TargetVersion): Promise<boolean> => {
      const fault = await versions.fault(target).catch(textOf);
      if (fault !== undefined) onFault(fault, target);
      return fault !== undefined;
    };
    const judge = async (): Promise<Verdict> => {
      const targets = await deployments.targetsOf(deploymentId);
      const faults = await Promise.all(targets.map(faultOf));
      return targets.length > 0 && !faults.includes(true) ? 'Succeeded' : 'Failed';
    };
    const verdict = await judge().catch((error: unknown): Verdict => {
      onFault(textOf(error));
      return 'Failed';
    });
    await deployments.report(deploymentId, hookExecutionId, verdict);
    return verdict;
  };
