import { requestAuthorizer } from '@tradewind/middleware';
import { authorizePartnerDeps } from '../api-key-wiring.ts';
import { grantsOf } from '../domain/api-key.ts';
import { authorizePartner } from '../use-cases/authorize-partner.ts';

export const handler = requestAuthorizer({ deps: authorizePartnerDeps }, async ({ deps, authorization, stageArn }) => {
  const key = await authorizePartner(deps)(authorization);
  if (key === undefined) return undefined;
  const { id, plan, kind, secretHash } = key;
  return {
    principalId: id,
    statements: grantsOf(plan, stageArn),
    context: { plan, kind },
    usageIdentifierKey: secretHash,
  };
});
