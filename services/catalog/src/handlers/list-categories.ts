import { listCategories as route } from '@tradewind/contracts/catalog/list-categories';
import { httpHandler, ok } from '@tradewind/middleware';
import { listCategories } from '../use-cases/list-categories.ts';
import { listingDeps } from '../wiring.ts';

/** `home-decor` is shown as "Home decor". */
function titleOf(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const handler = httpHandler(route, { deps: listingDeps }, async ({ deps, query }) => {
  const { slugs, nextCursor } = await listCategories(deps)(query);
  return ok({ data: slugs.map((slug) => ({ slug, name: titleOf(slug) })), nextCursor });
});
