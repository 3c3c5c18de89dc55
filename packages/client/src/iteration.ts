import type { AnswerOf, Arguments, CallOptions, Client, Contract, Operation } from './operation.ts';

interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

interface PageContract<Item> extends Contract {
  readonly answers: { readonly 200: Page<Item> };
}

type ItemOf<C extends Contract> = AnswerOf<C>['data'] extends Page<infer Item> ? Item : never;

/** A function that walks through all that a list operation finds. */
export type Iteration<C extends Contract> = (
  client: Client,
  ...asked: Arguments<C['input']>
) => AsyncGenerator<ItemOf<C>, void, void>;

/** Makes a list operation go through all its pages, each asked for only when the loop gets there. */
export function iteration<C extends Contract>({ spec }: Operation<C>): Iteration<C> {
  async function page(client: Client, input: object, options?: CallOptions): Promise<Page<ItemOf<C>>> {
    return (await client.call<PageContract<ItemOf<C>>>(spec, input, options)).data;
  }
  return async function* (client, ...[input = {}, options]) {
    let { data, nextCursor } = await page(client, input, options);
    yield* data;
    while (nextCursor !== null) {
      ({ data, nextCursor } = await page(client, { ...input, cursor: nextCursor }, options));
      yield* data;
    }
  };
}
