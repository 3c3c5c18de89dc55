import type { Item, Key } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { Order, OrderContent } from '../domain/order.ts';
import { OrderLines, toLines } from './line-rows.ts';
import { unsettledPartition } from './unsettled-index.ts';

/*
 * An order is two rows under `ORDER#<id>`: HEAD, written at every step and kept under 1 KB so that each write is one
 * unit, and LINES, what was bought, written once when the cart is claimed.
 */
const HEAD = 'HEAD';
const LINES = 'LINES';
const PREFIX = 'ORDER#';

const text = z.string();
const Step = z.enum(['claim', 'reserve', 'authorize']);
const optionalText = z.optional(text);

const facts = {
  pk: text,
  version: z.number(),
  buyer: z.object({
    role: z.enum(['guest', 'shopper', 'admin']),
    userId: optionalText,
    cartTokenHash: optionalText,
  }),
  request: z.object({
    cartId: text,
    email: text,
    shippingAddress: z.object({
      name: text,
      line1: text,
      line2: optionalText,
      city: text,
      region: optionalText,
      postalCode: text,
      country: text,
    }),
    paymentMethod: text,
    expectedTotal: z.optional(z.object({ amount: z.number(), currency: text })),
  }),
  trace: z.object({ requestId: text, correlationId: text, traceparent: optionalText, causationId: optionalText }),
  createdAt: text,
  updatedAt: text,
};
const unsettled = { attempts: z.number(), gsi2sk: text };
const refused = { step: Step, failureCode: text };
const calledOff = { paymentId: text, reason: z.nullable(text) };

const Head = z.discriminatedUnion('status', [
  z.object({ ...facts, ...unsettled, status: z.literal('pending'), step: Step }),
  z.object({ ...facts, status: z.literal('confirmed'), paymentId: text }),
  z.object({ ...facts, ...unsettled, ...refused, status: z.literal('rejecting') }),
  z.object({ ...facts, ...refused, status: z.literal('rejected') }),
  z.object({ ...facts, ...unsettled, ...calledOff, status: z.literal('cancelling') }),
  z.object({ ...facts, ...calledOff, status: z.literal('cancelled') }),
  z.discriminatedUnion('parkedFrom', [
    z.object({ ...facts, ...refused, status: z.literal('parked'), parkedFrom: z.literal('rejecting') }),
    z.object({ ...facts, ...calledOff, status: z.literal('parked'), parkedFrom: z.literal('cancelling') }),
  ]),
]);
type Head = z.output<typeof Head>;

export function orderPartition(orderId: string): string {
  return PREFIX + orderId;
}

export function headKey(orderId: string): Key {
  return { pk: orderPartition(orderId), sk: HEAD };
}

export function linesKey(orderId: string): Key {
  return { pk: orderPartition(orderId), sk: LINES };
}

/** The id of the order that a row or an index entry belongs to. */
export function orderIdOf(item: Item): string {
  return text.parse(item['pk']).slice(PREFIX.length);
}

/** `gsi1`: a shopper's orders by id, which is by time. Guests' orders are not in it. */
export function userIndexKey(userId: string, orderId: string): Key {
  return { gsi1pk: userPartition(userId), gsi1sk: orderId };
}

export function userPartition(userId: string): string {
  return `USER#${userId}`;
}

/** The HEAD row of an order, with its places in both sparse indexes. */
export function toHead(order: Order): Item {
  const { id, buyer, ...rest } = order;
  const { content: _lines, dueAt, ...state } = { content: undefined, dueAt: undefined, ...rest };
  return {
    ...headKey(id),
    ...(buyer.userId === undefined ? {} : userIndexKey(buyer.userId, id)),
    ...(dueAt === undefined ? {} : { gsi2pk: unsettledPartition(id), gsi2sk: dueAt }),
    ...state,
    buyer,
  };
}

/** The LINES row of an order's content. */
export function toLinesRow(orderId: string, content: OrderContent): Item {
  return { ...linesKey(orderId), ...toLines(content) };
}

function withContent(content: OrderContent | undefined, orderId: string): { readonly content: OrderContent } {
  if (content === undefined) throw new Error(`The order ${orderId} has no lines.`);
  return { content };
}

function traceOf({ trace }: Head): Order['trace'] {
  const { requestId, correlationId, traceparent, causationId } = trace;
  return {
    requestId,
    correlationId,
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(causationId === undefined ? {} : { causationId }),
  };
}

function toOrder(head: Head, content: OrderContent | undefined): Order {
  const id = orderIdOf(head);
  const { version, buyer, request, createdAt, updatedAt } = head;
  const known = { id, version, buyer, request, trace: traceOf(head), createdAt, updatedAt };
  switch (head.status) {
    case 'pending': {
      const { status, step, attempts, gsi2sk: dueAt } = head;
      return { ...known, status, step, attempts, dueAt, content };
    }
    case 'confirmed':
      return { ...known, ...withContent(content, id), status: head.status, paymentId: head.paymentId };
    case 'rejecting': {
      const { status, step, failureCode, attempts, gsi2sk: dueAt } = head;
      return { ...known, status, step, failureCode, attempts, dueAt, content };
    }
    case 'rejected':
      return { ...known, status: head.status, step: head.step, failureCode: head.failureCode, content };
    case 'cancelling': {
      const { status, paymentId, reason, attempts, gsi2sk: dueAt } = head;
      return { ...known, ...withContent(content, id), status, paymentId, reason, attempts, dueAt };
    }
    case 'cancelled': {
      const { status, paymentId, reason } = head;
      return { ...known, ...withContent(content, id), status, paymentId, reason };
    }
    case 'parked': {
      if (head.parkedFrom === 'rejecting') {
        const { status, parkedFrom, step, failureCode } = head;
        return { ...known, status, parkedFrom, step, failureCode, content };
      }
      const { status, parkedFrom, paymentId, reason } = head;
      return { ...known, ...withContent(content, id), status, parkedFrom, paymentId, reason };
    }
  }
}

/** The order of the rows of one partition; undefined without a HEAD. Throws ZodError for rows that nobody here wrote. */
export function fromRows(rows: readonly Item[]): Order | undefined {
  const head = rows.find(({ sk }) => sk === HEAD);
  if (head === undefined) return undefined;
  const lines = rows.find(({ sk }) => sk === LINES);
  return toOrder(Head.parse(head), lines === undefined ? undefined : OrderLines.parse(lines));
}
