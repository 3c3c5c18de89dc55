import { outboxWrite, type Item, type Table } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeys } from '../domain/api-key-ports.ts';

const Row = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['api-key', 'service-token']),
  plan: z.enum(['free', 'partner', 'internal']),
  secretHash: z.string(),
  gatewayKeyId: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  endsAt: z.optional(z.string()),
});
const Place = z.object({ pk: z.string(), sk: z.string() });

const LIST = 'API_KEYS';
const listKey = (keyId: string) => ({ pk: LIST, sk: keyId });
const secretKey = (secretHash: string) => ({ pk: `API_KEY#${secretHash}`, sk: 'API_KEY' });

/** `expiresAt` belongs to the table's TTL, in seconds; what the domain calls so is `endsAt` here. */
function attributesOf({ expiresAt, ...key }: ApiKey): Item {
  if (expiresAt === undefined) return key;
  return { ...key, endsAt: expiresAt, expiresAt: Math.ceil(Date.parse(expiresAt) / 1000) };
}

function toApiKey(row: Item): ApiKey {
  const { endsAt, ...key } = Row.parse(row);
  return endsAt === undefined ? key : { ...key, expiresAt: endsAt };
}

/** Each key twice: `API_KEY#<hash>` for the authorizer, which knows nothing but the secret, and in one list by id. */
export function dynamoApiKeys(table: Table): ApiKeys {
  return {
    async save(key, event) {
      const attributes = attributesOf(key);
      await table.transact([
        { put: { ...attributes, ...secretKey(key.secretHash) } },
        { put: { ...attributes, ...listKey(key.id) } },
        outboxWrite(event),
      ]);
    },
    async find(keyId) {
      const row = await table.get(listKey(keyId), { consistent: true });
      return row === undefined ? undefined : toApiKey(row);
    },
    async findBySecretHash(secretHash) {
      const row = await table.get(secretKey(secretHash), { consistent: true });
      return row === undefined ? undefined : toApiKey(row);
    },
    async remove({ id, secretHash }, event) {
      await table.transact([{ delete: secretKey(secretHash) }, { delete: listKey(id) }, outboxWrite(event)]);
    },
    async list({ limit, after }) {
      const { items, lastKey } = await table.query({
        where: '#pk = :list',
        values: { ':list': LIST },
        limit,
        order: 'descending',
        ...(after === undefined ? {} : { after }),
      });
      return { keys: items.map(toApiKey), next: lastKey === undefined ? undefined : Place.parse(lastKey) };
    },
  };
}
