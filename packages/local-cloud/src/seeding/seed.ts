import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud } from '../cloud.ts';
import type { SeededAccount } from './accounts.ts';
import { addToGroup, seedAccount } from './seed-account.ts';
import { shopClient, SeedingError } from './shop-client.ts';

/** Loads the sample catalogue through the API; what is there already stays, so that it can be run again. */
export type SeedCatalogue = (options: {
  readonly baseUrl: string;
  readonly adminToken: string;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}) => Promise<unknown>;

export interface SeedOptions {
  readonly cloud: Pick<Cloud, 'url' | 'cognito'>;
  readonly dataDir: string;
  readonly seedCatalogue: SeedCatalogue;
  readonly admin: SeededAccount;
  readonly shopper: SeededAccount;
  /** Shows a part of the work while it runs. */
  readonly step: (title: string, work: (update: (detail: string) => void) => Promise<void>) => Promise<void>;
}

const ADMIN_GROUP = 'admin';

/**
 * Fills an empty shop: two accounts and a catalogue with stock. Done once for a data directory; an interrupted seeding
 * is finished by the next start. Answers whether there was something to do.
 */
export async function seed({ cloud, dataDir, seedCatalogue, admin, shopper, step }: SeedOptions): Promise<boolean> {
  const marker = join(dataDir, 'seeded');
  if (existsSync(marker)) return false;
  const shop = shopClient(cloud.url);
  await step('Accounts', async () => {
    const [adminToken] = await Promise.all([seedAccount(shop, admin), seedAccount(shop, shopper)]);
    await addToGroup(cloud.cognito, adminToken, ADMIN_GROUP);
  });
  await step('Sample catalogue', async (update) => {
    const adminToken = await shop.signIn(admin.email, admin.password);
    if (adminToken === undefined) throw new SeedingError(`${admin.email} may not sign in.`);
    const onProgress = ({ done, total }: { done: number; total: number }) => update(`${done} of ${total} products`);
    await seedCatalogue({ baseUrl: cloud.url, adminToken, onProgress });
  });
  writeFileSync(marker, `${new Date().toISOString()}\n`);
  return true;
}
