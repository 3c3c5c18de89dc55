/** Who is behind a request, as verified by the gateway or the auth middleware; never taken from the body. */
export type Role = 'guest' | 'shopper' | 'admin' | 'service';

export interface Caller {
  readonly role: Role;
  /** `usr_…`, present for shoppers and admins. */
  readonly userId?: string;
  readonly email?: string;
  /** Who a service is: the ARN that signed, or the id of the API key. */
  readonly principal?: string;
  /** The raw `X-Cart-Token` of a guest, if one was sent. */
  readonly cartToken?: string;
}

/** Whether this caller may act on something that belongs to the given user: its owner and admins may. */
export function mayActFor(caller: Caller, ownerId: string | undefined): boolean {
  return caller.role === 'admin' || caller.role === 'service' || (ownerId !== undefined && caller.userId === ownerId);
}
