/** What a signed-in device holds. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Where a client keeps its tokens: memory, `localStorage`, a cookie jar, a vault. */
export interface TokenStore {
  load(): Tokens | undefined | Promise<Tokens | undefined>;
  /** Called with undefined when the session has ended. */
  save(tokens: Tokens | undefined): void | Promise<void>;
}

/** Keeps tokens as long as the program runs. */
export function memoryTokenStore(initial?: Tokens): TokenStore {
  let held = initial;
  return {
    load: () => held,
    save(tokens) {
      held = tokens;
    },
  };
}

/**
 * Exchanges a rejected access token for a new one, once for all calls that find it rejected at the same time.
 * Answers undefined when nobody is signed in or the refresh token is no longer accepted; the store is then empty.
 */
export type Renewal = (rejectedAccessToken: string) => Promise<Tokens | undefined>;

/** @param refresh Answers undefined when the refresh token is refused for good; rejects on any other failure. */
export function singleFlightRenewal(
  store: TokenStore,
  refresh: (refreshToken: string) => Promise<Tokens | undefined>,
): Renewal {
  let underWay: Promise<Tokens | undefined> | undefined;

  async function renew(rejectedAccessToken: string): Promise<Tokens | undefined> {
    const held = await store.load();
    // Another call, or another tab on the same store, was faster.
    if (held === undefined || held.accessToken !== rejectedAccessToken) return held;
    const tokens = await refresh(held.refreshToken);
    await store.save(tokens && { accessToken: tokens.accessToken, refreshToken: tokens.refreshToken });
    return tokens;
  }

  return (rejectedAccessToken) => {
    underWay ??= renew(rejectedAccessToken).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
