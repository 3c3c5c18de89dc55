// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
export type * from './carts-types.ts';
export * from './carts.ts';
export type * from './catalog-types.ts';
export * from './catalog.ts';
export type * from './identity-types.ts';
export * from './identity.ts';
export type * from './inventory-types.ts';
export * from './inventory.ts';
export type * from './orders-types.ts';
export * from './orders.ts';
export type * from './partner-types.ts';
export * from './partner.ts';
export type * from './payments-types.ts';
export * from './payments.ts';
export type * from './platform-types.ts';
export * from './platform.ts';
export type * from './shared-types.ts';
