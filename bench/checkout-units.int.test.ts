import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CHECKOUT_WRITE_UNITS } from './budgets.ts';
import { MeteredShop } from './units/metered-shop.ts';
import { checkoutUnits } from './units/purchase.ts';

let shop: MeteredShop;

beforeAll(async () => {
  shop = await MeteredShop.open();
}, 120_000);

afterAll(() => shop.close());

describe('a checkout of three SKUs in one location', () => {
  it('costs no more write units than its budget, from the request to the confirmed order and all that follows', async () => {
    const units = (await checkoutUnits(shop)).reduce((total, [, count]) => total + count, 0);
    expect(units).toBeGreaterThan(0);
    expect(units).toBeLessThanOrEqual(CHECKOUT_WRITE_UNITS);
  }, 120_000);
});
