import { loadModel } from '@tradewind/local-cloud/templates/load-model';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEASURED_USAGE_FILE, type MeasuredUsage } from '../../tools/cost/measured-usage.ts';
import { MeteredShop } from './metered-shop.ts';
import { operationUsage } from './operation-usage.ts';
import { purchaseUnits } from './purchase.ts';

/** A page of a list has twenty products. */
const PAGE = 20;

/**
 * The second of two purchases: the first call of every function is cold, and the bill counts cold starts by itself. In
 * between the catalogue is filled, so that lists have a whole page.
 */
async function warmPurchase(shop: MeteredShop) {
  await purchaseUnits(shop, 'WARMING');
  for (let index = 0; index < PAGE; index += 1) {
    const variants = [{ sku: `FILLING-${index}`, prices: [{ amount: 990 + index, currency: 'GBP' }] }];
    const body = { name: `Filling product ${index}`, category: 'pots', description: 'x'.repeat(200), variants };
    await shop.call('catalog/create-product', { method: 'POST', body });
  }
  return purchaseUnits(shop, 'MEASURED');
}

const servicesDirectory = join(import.meta.dirname, '../../services');
const model = await loadModel({ ...localAddress('http://127.0.0.1'), servicesDirectory });
process.stdout.write('Measuring what every operation of a purchase needs…\n');
const shop = await MeteredShop.open();
try {
  const { operations } = await warmPurchase(shop);
  const measured: MeasuredUsage = {
    measuredOn: new Date().toISOString().slice(0, 10),
    operations: Object.fromEntries(
      Object.entries(operations).map(([name, units]) => [name, operationUsage(units, model)]),
    ),
  };
  writeFileSync(MEASURED_USAGE_FILE, `${JSON.stringify(measured, null, 2)}\n`);
  process.stdout.write(
    `Wrote ${Object.keys(measured.operations).length} operations to tools/cost/measured-usage.json\n`,
  );
} finally {
  await shop.close();
}
