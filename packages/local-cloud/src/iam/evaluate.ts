import { contextOf, type ConditionContext } from './conditions.ts';
import type { AccessRequest, PolicySet, Verdict } from './policy-set.ts';

/** Which policies have a say about a request. */
export interface Policies {
  /** Of the caller's role. */
  readonly identity?: PolicySet | undefined;
  /** Of a resource, as far as it speaks of the caller. */
  resource?(arn: string): PolicySet | undefined;
}

export type Decision =
  | { readonly outcome: 'allowed'; readonly by: readonly Verdict[] }
  | {
      readonly outcome: 'denied';
      readonly resource: string;
      /** The statements that deny; none when nothing allows. */
      readonly by: readonly Verdict[];
      /** Where an explicit deny stands. */
      readonly policy: 'identity-based' | 'resource-based';
    };

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
  const allowing = decisions.filter((decision) => decision.outcome === 'allowed').flatMap(({ by }) => by);
  if (allowing.length > 0) return { outcome: 'allowed', by: allowing };
  return { outcome: 'denied', resource: request.resource, by: [], policy: 'identity-based' };
}

function decideOn(resource: string, action: string, policies: Policies, context: () => ConditionContext): Decision {
  const identity = policies.identity?.verdicts(action, resource, context) ?? [];
  const own = policies.resource?.(resource)?.verdicts(action, resource, context) ?? [];
  for (const [verdicts, policy] of [[identity, 'identity-based'] as const, [own, 'resource-based'] as const]) {
    const by = verdicts.filter(({ effect }) => effect === 'Deny');
    if (by.length > 0) return { outcome: 'denied', resource, by, policy };
  }
  const by = [...identity, ...own];
  return by.length > 0 ? { outcome: 'allowed', by } : { outcome: 'denied', resource, by: [], policy: 'identity-based' };
}

function lazyContext(request: AccessRequest, shared: () => ConditionContext): () => ConditionContext {
  let context: ConditionContext | undefined;
  return () => {
    context ??= new Map([...shared(), ...contextOf(request.context?.() ?? [])]);
    return context;
  };
}
