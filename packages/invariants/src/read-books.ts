import { paginateScan, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Books, LedgerRecord, MovementRecord, OrderRecord, PaymentRecord } from './books.ts';

type Row = Record<string, unknown>;

const Text = z.string();
const Amount = z.object({ amount: z.int(), currency: z.string() });
const Level = z.object({ sku: Text, locationId: Text, available: z.int(), reserved: z.int() });
const Movement = z.object({ sku: Text, locationId: Text, delta: z.int() });
const Reservation = z.object({
  orderId: Text,
  status: z.enum(['held', 'committed', 'released', 'expired']),
  allocations: z.array(z.object({ sku: Text, locationId: Text, quantity: z.int() })),
  dueAt: Text,
});
const Payment = z.object({
  id: Text,
  orderId: Text,
  status: z.enum(['authorizing', 'authorized', 'declined', 'voided']),
  request: z.optional(z.object({ amount: Amount })),
  updatedAt: Text,
});
const Entry = z.object({ pk: Text, sk: Text, postings: z.array(z.object({ account: Text, amount: Amount })) });
const Head = z.object({
  pk: Text,
  status: z.enum(['pending', 'confirmed', 'rejecting', 'rejected', 'cancelling', 'cancelled', 'parked']),
  request: z.object({ cartId: Text }),
  createdAt: Text,
  paymentId: z.optional(Text),
});
const Lines = z.object({
  pk: Text,
  currency: Text,
  items: z.array(z.object({ sku: Text, quantity: z.int() })),
  totals: z.object({ total: z.int() }),
});

async function rowsOf(client: DynamoDBClient, TableName: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    rows.push(...Items.map((item) => unmarshall(item)));
  }
  return rows;
}

function select(rows: readonly Row[], partition: string, sort: string): Row[] {
  return rows.filter(({ pk, sk }) => String(pk).startsWith(partition) && String(sk).startsWith(sort));
}

function ordersIn(rows: readonly Row[]): OrderRecord[] {
  const lines = new Map(select(rows, 'ORDER#', 'LINES').map((row) => [row['pk'], Lines.parse(row)]));
  return select(rows, 'ORDER#', 'HEAD').map((row) => {
    const { pk, status, request, createdAt, paymentId } = Head.parse(row);
    const bought = lines.get(pk);
    return {
      orderId: pk.slice('ORDER#'.length),
      cartId: request.cartId,
      status,
      createdAt,
      paymentId,
      content: bought && {
        lines: bought.items,
        total: { amount: bought.totals.total, currency: bought.currency },
      },
    };
  });
}

function paymentIn(row: Row): PaymentRecord {
  const { id, orderId, status, request, updatedAt } = Payment.parse(row);
  return { paymentId: id, orderId, status, amount: request?.amount, updatedAt };
}

function entryIn(row: Row): LedgerRecord {
  const { pk, sk, postings } = Entry.parse(row);
  return {
    paymentId: pk.slice('PAYMENT#'.length),
    entryId: sk,
    postings: postings.map(({ account, amount }) => ({ account, ...amount })),
  };
}

function movementIn(row: Row): MovementRecord {
  return Movement.parse(row);
}

/** Reads the tables of a stage, each from its beginning to its end. Throws ZodError for a row that no service wrote. */
export async function readBooks(client: DynamoDBClient, stage: string): Promise<Books> {
  const [orders, inventory, payments] = await Promise.all(
    ['orders', 'inventory', 'payments'].map((service) => rowsOf(client, `tradewind-${service}-${stage}`)),
  );
  const [stock = [], money = []] = [inventory, payments];
  return {
    orders: ordersIn(orders ?? []),
    levels: select(stock, 'STOCK#', 'LOCATION#').map((row) => Level.parse(row)),
    movements: select(stock, 'STOCK#', 'MOVEMENT#').map(movementIn),
    reservations: select(stock, 'RESERVATION#', 'RESERVATION').map((row) => Reservation.parse(row)),
    payments: select(money, 'PAYMENT#', 'PAYMENT').map(paymentIn),
    entries: select(money, 'PAYMENT#', 'ENTRY#').map(entryIn),
  };
}
