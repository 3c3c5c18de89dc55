import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetUsagePlansCommand,
  NotFoundException,
} from '@aws-sdk/client-api-gateway';
import type { ApiPlan } from '../domain/api-key.ts';
import type { UsagePlans } from '../domain/api-key-ports.ts';

/** Plans of an account's region come in one page of this size; a shop has three per stage. */
const MAX_PLANS = 500;

/** The usage plans of services/partner, found by their names `<prefix>-<plan>` and remembered. */
export function apiGatewayUsagePlans(namePrefix: string): UsagePlans {
  const client = new APIGatewayClient({});
  const ids = new Map<string, string>();

  async function planId(plan: ApiPlan): Promise<string> {
    const name = `${namePrefix}-${plan}`;
    if (!ids.has(name)) {
      const { items = [] } = await client.send(new GetUsagePlansCommand({ limit: MAX_PLANS }));
      for (const item of items) if (item.name !== undefined && item.id !== undefined) ids.set(item.name, item.id);
    }
    const id = ids.get(name);
    if (id === undefined) throw new Error(`There is no usage plan ${name}: is services/partner deployed?`);
    return id;
  }

  return {
    async addKey(plan, name, value) {
      const usagePlanId = await planId(plan);
      const { id } = await client.send(new CreateApiKeyCommand({ name, value, enabled: true }));
      if (id === undefined) throw new Error('The gateway answered a key without an id.');
      // A key that its plan does not take opens nothing: it is left where it is.
      await client.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: id, keyType: 'API_KEY' }));
      return id;
    },
    async removeKey(gatewayKeyId) {
      try {
        await client.send(new DeleteApiKeyCommand({ apiKey: gatewayKeyId }));
      } catch (error) {
        if (!(error instanceof NotFoundException)) throw error;
      }
    },
  };
}
