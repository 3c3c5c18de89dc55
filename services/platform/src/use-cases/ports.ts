/** A new version of a function, on its way to traffic. */
export interface TargetVersion {
  readonly functionName: string;
  readonly version: string;
}

export type Verdict = 'Succeeded' | 'Failed';

/** Deployments under way. */
export interface Deployments {
  /** The versions that a deployment moves traffic to. Throws when there is no such deployment. */
  targetsOf(deploymentId: string): Promise<TargetVersion[]>;
  /** Ends the wait of the deployment for this hook. */
  report(deploymentId: string, hookExecutionId: string, verdict: Verdict): Promise<void>;
}

/** Published versions of functions. */
export interface Versions {
  /** Tries a version without an effect. Answers what is wrong with it, undefined when nothing is. */
  fault(target: TargetVersion): Promise<string | undefined>;
}
