import { defineEvent } from '../events/event.ts';
import { PersonExported } from '../events/person-exported.ts';

/** A part of the orders that a person asked for. */
export const OrdersPersonExported = defineEvent({
  service: 'orders',
  name: 'person-exported',
  version: 1,
  data: PersonExported,
});
