import { describe, expect, it } from '@jest/globals';
import type { listAllProducts, listProducts, updateProduct, upsertProducts } from './generated/catalog.ts';
import type { Product } from './generated/shared-types.ts';
import type { confirmUser, createSession, getProfile, updateProfile } from './generated/identity.ts';
import type { Challenge, Session } from './generated/identity-types.ts';
import type { cancelOrder, createCheckout, getOrder } from './generated/orders.ts';
import type { Order } from './generated/orders-types.ts';
import type { AnswerOf, ContractOf, DataOf, InputOf } from './operation.ts';
import type { ProblemOf, TradewindProblem } from './problem.ts';

type Same<A, B> = [A, B] extends [B, A] ? true : false;
type Problems<O> = ProblemOf<ContractOf<O>>;
type Codes<O> = Problems<O>['code'];
type Has<Union, Member> = Member extends Union ? true : false;
type AnyOf<T> = 0 extends 1 & T ? true : false;
type CallsWith<O, Asked extends readonly unknown[]> = O extends (client: never, ...asked: infer Parameters) => unknown
  ? Asked extends Parameters
    ? true
    : false
  : never;

// It is the compiler that checks these: a claim that is false cannot be assigned `true`.
describe('the types of', () => {
  it('answers are told apart by status', () => {
    const claims: [
      Same<DataOf<typeof getOrder>, Order>,
      Same<AnswerOf<ContractOf<typeof createCheckout>>['status'], 201 | 202>,
      Same<DataOf<typeof createSession>, Session | Challenge>,
      Same<DataOf<typeof confirmUser>, undefined>,
      Same<AnyOf<DataOf<typeof getProfile>>, false>,
      Same<DataOf<typeof listProducts>['data'][number], Product>,
    ] = [true, true, true, true, true, true];
    expect(claims).not.toContain(false);
  });

  it('inputs say what is required', () => {
    const claims: [
      Same<keyof InputOf<typeof getOrder>, 'orderId'>,
      Same<keyof InputOf<typeof createCheckout>, 'body' | 'idempotencyKey'>,
      Same<Has<InputOf<typeof updateProfile>, { body: { name: string } }>, false>,
      Same<Has<InputOf<typeof updateProfile>, { body: { name: string }; ifMatch: string | undefined }>, true>,
      Same<Has<InputOf<typeof listProducts>, { currency: 'YEN' }>, false>,
      Same<Has<InputOf<typeof updateProduct>, { productId: string; ifMatch: string; body: { name: 1 } }>, false>,
      Same<AnyOf<InputOf<typeof upsertProducts>['body']['products'][number]>, false>,
      Same<InputOf<typeof upsertProducts>['body']['products'][number]['name'], string>,
    ] = [true, true, true, true, true, true, true, true];
    expect(claims).not.toContain(false);
  });

  it('calls may leave out an input only where nothing in it is required', () => {
    const claims: [
      Same<CallsWith<typeof listProducts, []>, true>,
      Same<CallsWith<typeof getProfile, []>, true>,
      Same<CallsWith<typeof getOrder, []>, false>,
      Same<CallsWith<typeof cancelOrder, []>, false>,
      Same<CallsWith<typeof cancelOrder, [{ orderId: string }]>, true>,
      Same<CallsWith<typeof createCheckout, [{ idempotencyKey: string }]>, false>,
    ] = [true, true, true, true, true, true];
    expect(claims).not.toContain(false);
  });

  it('problems are the codes that the operation declares, each with its status', () => {
    const claims: [
      Same<
        Extract<Problems<typeof createCheckout>, { code: 'payments.declined' }>,
        TradewindProblem<402, 'payments.declined'>
      >,
      Same<Has<Codes<typeof createCheckout>, 'carts.total-changed'>, true>,
      Same<Has<Codes<typeof createCheckout>, 'gateway.throttled'>, true>,
      Same<Has<Codes<typeof getOrder>, 'payments.declined'>, false>,
      Same<Has<Codes<typeof getOrder>, string>, false>,
    ] = [true, true, true, true, true];
    expect(claims).not.toContain(false);
  });

  it('iterations are those of the items', () => {
    const claims: [Same<ReturnType<typeof listAllProducts>, AsyncGenerator<Product, void, void>>] = [true];
    expect(claims).not.toContain(false);
  });
});
