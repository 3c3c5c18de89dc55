import { defineEvent } from '../events/event.ts';
import { PersonErased } from '../events/person-erased.ts';

/** The orders of a person no longer tell whose they were. */
export const OrdersPersonErased = defineEvent({
  service: 'orders',
  name: 'person-erased',
  version: 1,
  data: PersonErased,
});
