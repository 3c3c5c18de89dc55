import * as z from 'zod/mini';
import { Address, idSchema, text, Timestamp } from '../http/shapes.ts';

/** Most addresses that one person may keep. */
export const MAX_ADDRESSES = 50;

export const AddressId = idSchema('adr');

/** An address that a person keeps. At most one of them is the default; making another one the default takes it over. */
export const SavedAddressView = z.extend(Address, {
  id: AddressId,
  default: z.boolean(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type SavedAddressView = z.output<typeof SavedAddressView>;

export const NewAddress = z.extend(Address, { default: z.optional(z.boolean()) });
export type NewAddress = z.output<typeof NewAddress>;

/** RFC 7396: an absent field stays, null removes an optional one. */
export const AddressPatch = z.strictObject({
  name: z.optional(Address.shape.name),
  line1: z.optional(Address.shape.line1),
  line2: z.optional(z.nullable(text(1, 100))),
  city: z.optional(Address.shape.city),
  region: z.optional(z.nullable(text(1, 100))),
  postalCode: z.optional(Address.shape.postalCode),
  country: z.optional(Address.shape.country),
  default: z.optional(z.boolean()),
});
export type AddressPatch = z.output<typeof AddressPatch>;
