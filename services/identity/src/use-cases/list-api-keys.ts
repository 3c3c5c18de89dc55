import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeys } from '../domain/api-key-ports.ts';
import type { PageCursors } from '../domain/ports.ts';

export interface ListApiKeysDeps {
  readonly keys: ApiKeys;
  readonly cursors: PageCursors;
}

export interface ListApiKeys {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const SCOPE = 'identity.api-keys';

/** A page of the keys that were issued and not withdrawn. Throws `request.invalid-cursor`. */
export const listApiKeys =
  ({ keys, cursors }: ListApiKeysDeps) =>
  async ({ limit, cursor }: ListApiKeys): Promise<{ keys: readonly ApiKey[]; nextCursor: string | null }> => {
    const after = cursor === undefined ? undefined : await cursors.open(cursor, SCOPE);
    const page = await keys.list({ limit, after });
    return { keys: page.keys, nextCursor: page.next === undefined ? null : await cursors.seal(page.next, SCOPE) };
  };
