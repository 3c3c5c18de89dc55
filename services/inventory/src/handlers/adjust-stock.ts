import { adjustStock as route } from '@tradewind/contracts/inventory/adjust-stock';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { created, httpHandler } from '@tradewind/middleware';
import { adjustStock } from '../use-cases/adjust-stock.ts';
import { adjustStockDeps, idempotencyStore } from '../wiring.ts';
import { toStockView } from './stock-view.ts';

export const handler = httpHandler(
  route,
  { deps: adjustStockDeps, idempotency: idempotencyStore },
  async ({ deps, path, body, caller, trace }) => {
    const { note, ...entry } = body;
    const levels = await adjustStock(deps)({
      ...entry,
      ...(note === undefined ? {} : { note }),
      sku: path.sku,
      origin: adminOrigin(caller, trace),
    });
    return created(toStockView(path.sku, levels));
  },
);
