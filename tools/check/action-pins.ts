import { isScalar, parseDocument, visit } from 'yaml';

/** `owner/name@` or `owner/name/path@` with a full commit; tags and branches can be moved, a commit cannot. */
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
/** Dependabot reads and renews it. */
const VERSION = /^ v\d+\.\d+\.\d+$/;
/** Actions and workflows of this repository, at the commit that runs. */
const OWN = './';

/** What a workflow or action uses of others without saying which commit and version, one sentence each. */
export function unpinnedActions(text: string): string[] {
  const findings: string[] = [];
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== 'uses') return;
      const action = isScalar(value) ? String(value.value) : 'something';
      if (action.startsWith(OWN)) return;
      const version = isScalar(value) ? (value.comment ?? '') : '';
      if (!PINNED.test(action)) findings.push(`uses ${action}, which is no full commit.`);
      else if (!VERSION.test(version)) findings.push(`uses ${action} without its version behind it, as in # v1.2.3.`);
    },
  });
  return findings;
}
