import { defineEvent } from '../events/event.ts';
import { PersonExported } from '../events/person-exported.ts';

/** A part of the carts that a person asked for. */
export const CartsPersonExported = defineEvent({
  service: 'carts',
  name: 'person-exported',
  version: 1,
  data: PersonExported,
});
