import { CHECKOUT_WRITE_UNITS } from '../budgets.ts';
import type { BenchResult } from '../figures.ts';
import { MeteredShop } from './metered-shop.ts';
import { purchaseUnits } from './purchase.ts';

/** Read and write units of the main operations, as the embedded DynamoDB reports them. */
export async function unitsBench(): Promise<BenchResult> {
  const shop = await MeteredShop.open();
  try {
    const { operations, checkoutTables } = await purchaseUnits(shop);
    const checkout = checkoutTables.reduce((total, [, units]) => total + units, 0);
    return {
      table: [
        ['operation', 'reads', 'writes', 'reads after', 'writes after'],
        ...Object.entries(operations).map(([name, { own, after }]) => [
          name,
          own.read,
          own.write,
          after.read,
          after.write,
        ]),
      ],
      figures: [
        {
          name: 'a whole checkout of 3 SKUs in one location',
          value: checkout,
          unit: 'write units',
          goal: CHECKOUT_WRITE_UNITS,
        },
        ...checkoutTables.map(([table, value]) => ({ name: `of these ${table}`, value, unit: 'write units' })),
      ],
    };
  } finally {
    await shop.close();
  }
}
