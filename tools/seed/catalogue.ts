import type { ProductToLoad } from '../import/load-products.ts';
import { accessories } from './products/accessories.ts';
import { apparel } from './products/apparel.ts';
import { footwear } from './products/footwear.ts';
import { homeDecor } from './products/home-decor.ts';
import { kitchen } from './products/kitchen.ts';
import { outdoors } from './products/outdoors.ts';
import { pantry } from './products/pantry.ts';
import { stationery } from './products/stationery.ts';
import { toProduct } from './seed-product.ts';

/** Tradewind's own small catalogue: eight categories, three currencies, stock in London and Rotterdam. */
export function seedProducts(): ProductToLoad[] {
  return [apparel, footwear, accessories, kitchen, homeDecor, outdoors, stationery, pantry].flat().map(toProduct);
}
