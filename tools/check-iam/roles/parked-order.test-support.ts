import type { Table } from '@tradewind/dynamodb';
import { newId } from '@tradewind/kernel';
import { createHash } from 'node:crypto';

export const shippingAddress = {
  name: 'Ada',
  line1: '12 St James’s Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
};

/**
 * An order whose rejection could not be undone, as its service keeps it. It belongs to the guest with the cart token;
 * answers its id.
 */
export async function parkedOrder(table: Table, cartToken: string = newId('crt')): Promise<string> {
  const id = newId('ord');
  const request = { cartId: newId('crt'), email: 'ada@example.com', shippingAddress, paymentMethod: 'pm_sandbox_ok' };
  const at = '2026-01-31T09:30:00.000Z';
  await table.put({
    pk: `ORDER#${id}`,
    sk: 'HEAD',
    version: 3,
    status: 'parked',
    parkedFrom: 'rejecting',
    step: 'claim',
    failureCode: 'carts.empty',
    buyer: { role: 'guest', cartTokenHash: createHash('sha256').update(cartToken).digest('hex') },
    request,
    trace: { requestId: 'req-1', correlationId: 'cor-1' },
    createdAt: at,
    updatedAt: at,
  });
  return id;
}
