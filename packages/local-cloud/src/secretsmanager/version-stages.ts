import type { SecretVersion } from './secret-table.ts';

export const CURRENT = 'AWSCURRENT';
export const PREVIOUS = 'AWSPREVIOUS';

/**
 * Gives stages to a version, taking them from those that had them. The version that loses AWSCURRENT becomes
 * AWSPREVIOUS by itself.
 */
export function withStages(
  versions: readonly SecretVersion[],
  versionId: string,
  stages: readonly string[],
): SecretVersion[] {
  const before = versions.find((version) => version.stages.includes(CURRENT));
  const demoted = stages.includes(CURRENT) && before !== undefined && before.version_id !== versionId;
  const taken = new Set(demoted ? [...stages, PREVIOUS] : stages);
  return versions.map((version) => {
    const kept = version.stages.filter((stage) => !taken.has(stage));
    if (version.version_id === versionId) return { ...version, stages: [...new Set([...kept, ...stages])] };
    return { ...version, stages: demoted && version === before ? [...kept, PREVIOUS] : kept };
  });
}

/** Takes a stage from a version. */
export function withoutStage(versions: readonly SecretVersion[], versionId: string, stage: string): SecretVersion[] {
  return versions.map((version) =>
    version.version_id === versionId
      ? { ...version, stages: version.stages.filter((candidate) => candidate !== stage) }
      : version,
  );
}
