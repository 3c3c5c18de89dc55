import { ACCOUNT_ID } from '../aws/account.ts';
import { PolicyError, type PolicyStatement } from './policy.ts';
import { PolicySet, type IdentifiedStatement } from './policy-set.ts';
import { TemplateError, type CloudModel } from '../templates/model.ts';
import type { Marking } from './principals.ts';
import { queuePolicies } from './roles.ts';

/** What the queue policies of the templates say about one caller. */
export interface QueueAccess {
  /** About a service of AWS; undefined for a queue that no template declares. */
  ofService(queueArn: string, service: string): PolicySet | undefined;
  /** About a role; undefined where nothing is said about queues. */
  ofRole(queueArn: string, roleArn: string, caller: string): PolicySet | undefined;
}

/** Reads the queues' policies. Throws TemplateError for one that IAM would refuse. */
export function queueAccess(model: CloudModel, mark: Marking): QueueAccess {
  const policies = read(model);
  const compiled = new Map<string, PolicySet>();

  function about(queueArn: string, caller: string, concerns: (statement: PolicyStatement) => boolean) {
    const statements = policies.get(queueArn);
    if (statements === undefined) return undefined;
    const key = `${queueArn}\n${caller}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const set = new PolicySet(statements.filter((entry) => concerns(entry.statement)).flatMap(mark));
    compiled.set(key, set);
    return set;
  }

  return {
    ofService: (queueArn, service) =>
      about(
        queueArn,
        service,
        ({ principals = {} }) => isAnyone(principals) || includes(principals, 'Service', service),
      ),
    ofRole: (queueArn, roleArn, caller) =>
      about(queueArn, caller, ({ principals = {}, effect }) => {
        if (isAnyone(principals) || includes(principals, 'AWS', roleArn, caller)) return true;
        // The account as principal only hands the decision to its own roles, but what it denies, it denies to them.
        return effect === 'Deny' && includes(principals, 'AWS', ACCOUNT_ID, `arn:aws:iam::${ACCOUNT_ID}:root`);
      }),
  };
}

function read(model: CloudModel): ReadonlyMap<string, readonly IdentifiedStatement[]> {
  try {
    return queuePolicies(model);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new TemplateError(`A queue policy is not valid: ${error.message}`, { cause: error });
  }
}

function isAnyone(principals: NonNullable<PolicyStatement['principals']>): boolean {
  return '*' in principals || includes(principals, 'AWS', '*');
}

function includes(
  principals: NonNullable<PolicyStatement['principals']>,
  kind: string,
  ...wanted: readonly string[]
): boolean {
  return principals[kind]?.some((principal) => wanted.includes(principal)) === true;
}
