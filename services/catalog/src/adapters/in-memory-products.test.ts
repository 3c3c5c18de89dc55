import { productsSuite, type CatalogueAdapters } from './catalogue.suite.ts';
import { inMemoryCatalogue } from './in-memory-products.ts';
import { listingSuite } from './listing.suite.ts';

function open(): CatalogueAdapters {
  const { products, listing, events } = inMemoryCatalogue();
  return { products, listing, events: async () => events };
}

productsSuite('in memory', open);
listingSuite('in memory', open);
