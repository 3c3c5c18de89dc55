import type { BuyerDirectory } from '../domain/ports.ts';

export interface RememberBuyerDeps {
  readonly directory: BuyerDirectory;
}

/** Keeps a registered user's address for checkouts that give none. Repeated, it changes nothing. */
export async function rememberBuyer(
  { directory }: RememberBuyerDeps,
  user: { readonly userId: string; readonly email: string },
): Promise<void> {
  await directory.remember(user.userId, user.email);
}
