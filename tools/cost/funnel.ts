/** How often an operation runs for each order that is placed, and what people know it by. */
export interface FunnelStep {
  readonly operation: string;
  readonly feature: string;
  readonly perOrder: number;
}

/**
 * A shop of which one visit in forty ends in an order, which is a usual rate in retail. Every number can be changed here;
 * the bill is linear in each.
 */
export const FUNNEL: readonly FunnelStep[] = [
  { operation: 'list products', feature: 'catalogue', perOrder: 40 * 3 },
  { operation: 'get a product', feature: 'catalogue', perOrder: 40 * 4 },
  { operation: 'get stock', feature: 'catalogue', perOrder: 40 },
  { operation: 'create a cart', feature: 'carts', perOrder: 4 },
  { operation: 'add an item to a cart', feature: 'carts', perOrder: 8 },
  { operation: 'get a cart', feature: 'carts', perOrder: 10 },
  { operation: 'check out 3 SKUs, to the confirmed order', feature: 'checkout', perOrder: 1 },
  { operation: 'get an order', feature: 'orders', perOrder: 3 },
  { operation: 'cancel an order, stock and money back', feature: 'orders', perOrder: 0.03 },
  { operation: 'create a product', feature: 'merchandising', perOrder: 0.02 },
  { operation: 'adjust stock', feature: 'merchandising', perOrder: 0.5 },
];
