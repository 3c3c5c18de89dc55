import { NewServiceError } from './new-service-error.ts';
import { formsOf, pluralOf, prefixOf, singularOf, type NounForms } from './nouns.ts';

/** What the command line asks for. */
export interface Wishes {
  readonly name: string;
  readonly entity?: string | undefined;
  readonly prefix?: string | undefined;
}

/** What the repository has already. */
export interface Taken {
  readonly services: readonly string[];
  /** Folders of packages/contracts/src, which are not services all. */
  readonly contractFolders: readonly string[];
  readonly prefixes: readonly string[];
  readonly routes: readonly { readonly name: string; readonly path: string }[];
}

/** Everything that a new service is called. */
export interface ServiceNames {
  readonly service: NounForms;
  readonly entity: NounForms;
  readonly entities: NounForms;
  readonly prefix: string;
}

const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/;
/** Names that the written code has for other things, and words of the language. */
const RESERVED = new Set(
  (
    'array body caller class clock cloud context date default delete deps enum env error event export function ' +
    'handler id import interface item key log map name new null object package path problem promise public record ' +
    'return role route row set static string subject switch symbol table title trace type typeof version void'
  ).split(' '),
);
/** IAM's limit for the name of a role, and the longest stage that has to fit into it. */
const MAX_ROLE_NAME = 64;
const LONGEST_STAGE = 'production';

function checkKebab(what: string, text: string): void {
  if (KEBAB.test(text)) return;
  throw new NewServiceError(`${what} "${text}" must be kebab-case: small letters and digits, such as gift-cards.`);
}

function checkFree(service: string, taken: Taken): void {
  if (taken.services.includes(service)) throw new NewServiceError(`There is a service ${service} already.`);
  if (taken.contractFolders.includes(service)) {
    throw new NewServiceError(`packages/contracts/src/${service} exists already, so no service can be called that.`);
  }
}

function checkPrefix(prefix: string, taken: Taken): void {
  if (!/^[a-z]{3}$/.test(prefix)) {
    throw new NewServiceError(`The id prefix "${prefix}" must be three small letters: say which with --prefix abc.`);
  }
  if (taken.prefixes.includes(prefix)) {
    const known = taken.prefixes.join(' ');
    throw new NewServiceError(`The id prefix ${prefix} is taken (${known}): choose another with --prefix abc.`);
  }
}

function checkEntity(entity: string, entities: string, taken: Taken): void {
  const reserved = [entity, entities].find((noun) => RESERVED.has(noun));
  if (reserved !== undefined) {
    throw new NewServiceError(`"${reserved}" means something else in the code: choose a noun with --entity <noun>.`);
  }
  const route = taken.routes.find(
    ({ name, path }) => [`create-${entity}`, `get-${entity}`].includes(name) || path === `/v1/${entities}`,
  );
  if (route !== undefined) {
    throw new NewServiceError(
      `The route ${route.name} (${route.path}) exists already: choose another noun with --entity <noun>.`,
    );
  }
}

/** Throws where a function's role would get a name that IAM does not take. */
export function checkRoleNames(service: string, functions: readonly string[]): void {
  for (const name of functions.map((key) => `tradewind-${service}-${LONGEST_STAGE}-${key}`)) {
    if (name.length > MAX_ROLE_NAME) {
      throw new NewServiceError(
        `The role ${name} would have ${name.length} characters and may have ${MAX_ROLE_NAME}: choose shorter names.`,
      );
    }
  }
}

/** Settles what everything is called: `reviews` → entity review, prefix rev. Throws NewServiceError. */
export function namesFor(wishes: Wishes, taken: Taken): ServiceNames {
  checkKebab('The name', wishes.name);
  checkFree(wishes.name, taken);
  const entity = wishes.entity ?? singularOf(wishes.name);
  checkKebab('The entity', entity);
  const entities = pluralOf(entity);
  checkEntity(entity, entities, taken);
  const prefix = wishes.prefix ?? prefixOf(entity);
  checkPrefix(prefix, taken);
  return { service: formsOf(wishes.name), entity: formsOf(entity), entities: formsOf(entities), prefix };
}
