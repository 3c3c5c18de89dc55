import { defineEvent } from '../events/event.ts';
import { PersonErased } from '../events/person-erased.ts';

/** The carts of a person are gone. */
export const CartsPersonErased = defineEvent({
  service: 'carts',
  name: 'person-erased',
  version: 1,
  data: PersonErased,
});
