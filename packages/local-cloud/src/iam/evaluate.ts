import { contextOf, type ConditionContext } from './conditions.ts';
import type { AccessRequest, PolicySet, Verdict } from './policy-set.ts';

/** Which policies have a say about a request. */
export interface Policies {
  /** Of the caller's role. */
  readonly identity?: PolicySet | undefined;
  /** Of a resource, as far as it speaks of the caller. */
  resource?(arn: string): PolicySet | undefined;
}

export type Decision = Allowed | Denied;

interface Allowed {
  readonly outcome: 'allowed';
  readonly by: readonly Verdict[];
  /** Statements that an experiment took away and that speak about the request. */
  readonly missing: readonly Verdict[];
}

interface Denied {
  readonly outcome: 'denied';
  readonly resource: string;
  /** The statements that deny; none when nothing allows. */
  readonly by: readonly Verdict[];
  /** Where an explicit deny stands. */
  readonly policy: 'identity-based' | 'resource-based';
  readonly missing: readonly Verdict[];
}

/**
 * IAM's logic within one account: an explicit deny anywhere ends it, else one allow in the caller's or the resource's
 * policies is enough, else it is denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(request: AccessRequest, policies: Policies, shared: () => ConditionContext): Decision {
  const context = lazyContext(request, shared);
  const resources = [request.resource, ...(request.alternatives ?? [])];
  const decisions = resources.map((resource) => decideOn(resource, request.action, policies, context));
  const explicit = decisions.find((decision) => decision.outcome === 'denied' && decision.by.length > 0);
  if (explicit !== undefined) return explicit;
  const by = decisions.filter((decision) => decision.outcome === 'allowed').flatMap((decision) => decision.by);
  const missing = decisions.flatMap((decision) => decision.missing);
  if (by.length > 0) return { outcome: 'allowed', by, missing };
  return { outcome: 'denied', resource: request.resource, by, policy: 'identity-based', missing };
}

function decideOn(resource: string, action: string, policies: Policies, context: () => ConditionContext): Decision {
  const ofRole = policies.identity?.verdicts(action, resource, context) ?? [];
  const ofResource = policies.resource?.(resource)?.verdicts(action, resource, context) ?? [];
  const missing = [...ofRole, ...ofResource].filter(({ removed }) => removed);
  const identity = ofRole.filter(({ removed }) => !removed);
  const own = ofResource.filter(({ removed }) => !removed);
  for (const [verdicts, policy] of [[identity, 'identity-based'] as const, [own, 'resource-based'] as const]) {
    const by = verdicts.filter(({ effect }) => effect === 'Deny');
    if (by.length > 0) return { outcome: 'denied', resource, by, policy, missing };
  }
  const by = [...identity, ...own];
  return by.length > 0
    ? { outcome: 'allowed', by, missing }
    : { outcome: 'denied', resource, by, policy: 'identity-based', missing };
}

function lazyContext(request: AccessRequest, shared: () => ConditionContext): () => ConditionContext {
  let context: ConditionContext | undefined;
  return () => {
    context ??= new Map([...shared(), ...contextOf(request.context?.() ?? [])]);
    return context;
  };
}
