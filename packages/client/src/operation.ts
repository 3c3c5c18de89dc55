import type { RetryPolicy } from './retry-policy.ts';
import type { TokenStore } from './token-store.ts';

/** What the API's document says about one operation, as types. */
export interface Contract {
  /** Path and query parameters by name, `body`, `idempotencyKey` and `ifMatch`. */
  readonly input: object;
  /** Status → body. */
  readonly answers: object;
  /** Status → codes. */
  readonly problems: object;
}

/** What the API's document says about one operation, as far as a call needs to know. */
export interface OperationSpec {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Whose credentials go along: nobody's, the session's, the partner key's, or the signature that `fetch` adds. */
  readonly access: 'public' | 'guest' | 'shopper' | 'admin' | 'partner' | 'internal';
  /** What each 2xx answer holds. */
  readonly answers: Readonly<Record<number, 'json' | 'text' | 'empty'>>;
  /** Whether `Idempotency-Key` is looked at. */
  readonly keyed?: boolean;
  readonly ifMatch?: 'required' | 'honoured';
}

/** How one call is made, beside what it asks. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that one attempt may take. */
  readonly timeoutMs?: number | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Instead of the client's own. */
  readonly cartToken?: string | undefined;
  /** Sent as `X-Correlation-Id`, which every log line and event of the request carries. */
  readonly correlationId?: string | undefined;
}

export interface Answer<Status, Data> {
  readonly status: Status;
  readonly data: Data;
  /** The version of what was answered, to be sent back as `ifMatch`. */
  readonly etag: string | undefined;
  /** Whether this is the answer that an earlier request with the same idempotency key got. */
  readonly replayed: boolean;
  readonly requestId: string | undefined;
  readonly headers: Headers;
}

/** The union of an operation's answers, told apart by `status`. */
export type AnswerOf<C extends Contract> = {
  [Status in keyof C['answers']]: Answer<Status, C['answers'][Status]>;
}[keyof C['answers']];

export interface Client {
  readonly baseUrl: string;
  readonly tokenStore: TokenStore;
  /** What the operations call; rejects with TradewindProblem, TradewindNetworkError or the signal's reason. */
  call<C extends Contract>(spec: OperationSpec, input: object, options?: CallOptions): Promise<AnswerOf<C>>;
  /** The same client, tokens included, for the cart that this token opens. */
  withCartToken(cartToken: string | undefined): Client;
}

export type Arguments<Input> =
  Partial<Input> extends Input
    ? [input?: Input, options?: CallOptions | undefined]
    : [input: Input, options?: CallOptions | undefined];

declare const contract: unique symbol;

/** A function that calls one operation of the API. */
export interface Operation<C extends Contract> {
  (client: Client, ...asked: Arguments<C['input']>): Promise<AnswerOf<C>>;
  readonly spec: OperationSpec;
  /** Exists for the compiler only. */
  readonly [contract]?: C;
}

export type ContractOf<O> = O extends { readonly [contract]?: infer C } ? Extract<C, Contract> : never;

/** The type of an operation's input: `InputOf<typeof createCheckout>`. */
export type InputOf<O> = ContractOf<O>['input'];

/** The type of an operation's data, a union over its 2xx answers: `DataOf<typeof getOrder>`. */
export type DataOf<O> = AnswerOf<ContractOf<O>>['data'];

/** Makes the function of one operation from its part of the API's document. */
export function operation<C extends Contract>(spec: OperationSpec): Operation<C> {
  const call = (client: Client, ...[input = {}, options]: Arguments<C['input']>): Promise<AnswerOf<C>> =>
    client.call<C>(spec, input, options);
  return Object.assign(call, { spec });
}
