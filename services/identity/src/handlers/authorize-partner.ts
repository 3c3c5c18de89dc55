import { requestAuthorizer } from '@tradewind/middleware';
import { authorizePartnerDeps } from '../key-wiring.ts';
import { authorizePartner } from '../use-cases/authorize-partner.ts';

export const handler = requestAuthorizer({ deps: authorizePartnerDeps }, async ({ deps, ...request }) => {
  const partner = await authorizePartner(deps)(request);
  if (partner === undefined) return undefined;
  const { id, plan, kind, secretHash } = partner.key;
  return { principalId: id, statements: partner.grants, context: { plan, kind }, usageIdentifierKey: secretHash };
});
