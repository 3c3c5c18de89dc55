export { createClient, type ClientOptions, type IncomingResponse, type OutgoingRequest } from './client.ts';
export { TradewindNetworkError, type NetworkFailure } from './network-error.ts';
export type { Answer, CallOptions, Client, DataOf, InputOf, Operation, OperationSpec } from './operation.ts';
export { isProblem, TradewindProblem, type FieldError, type GatewayProblem } from './problem.ts';
export type { RetryPolicy } from './retry-policy.ts';
export { signingFetch, type SigningCredentials, type SigningOptions } from './signing-fetch.ts';
export { signIn, signOut } from './session.ts';
export { memoryTokenStore, type Tokens, type TokenStore } from './token-store.ts';
export * from './generated/index.ts';
