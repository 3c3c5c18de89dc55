import { allRoutes } from '@tradewind/contracts/all';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT, serviceNames } from '../process/repository.ts';
import { NewServiceError } from './new-service-error.ts';
import type { NounForms } from './nouns.ts';
import { knownPrefixes, SHARED_FILES } from './shared-files.ts';
import { DEFAULT_EVENT, subscriptionTo } from './subscription.ts';
import { filesOf, type TemplateValues, type TextFile } from './template.ts';
import { checkRoleNames, namesFor, type ServiceNames, type Taken, type Wishes } from './wishes.ts';

export interface PlanOptions extends Wishes {
  /** Detail-type of the event to subscribe to; `orders.order-confirmed.v1` when left out. */
  readonly event?: string | undefined;
}

/** What writing the service comes to; nothing is written yet. */
export interface Plan {
  readonly names: ServiceNames;
  readonly event: string;
  /** In the order in which they are to be written. */
  readonly created: readonly TextFile[];
  readonly changed: readonly TextFile[];
}

const TEMPLATE = path.join(import.meta.dirname, 'template');

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

function takenNames(): Taken {
  return {
    services: serviceNames(),
    contractFolders: readdirSync(path.join(ROOT, 'packages/contracts/src')),
    prefixes: knownPrefixes(read('packages/kernel/src/ids.ts')),
    routes: allRoutes,
  };
}

function formsAs(name: string, forms: NounForms): TemplateValues {
  return Object.fromEntries(Object.entries(forms).map(([form, text]) => [`${name}.${form}`, String(text)]));
}

async function formatted({ path: file, content }: TextFile): Promise<TextFile> {
  const filepath = path.join(ROOT, file);
  return { path: file, content: await format(content, { ...(await resolveConfig(filepath)), filepath }) };
}

/** The template comes last: a cloud that watches sees a service when all of it is there. */
function byReadiness(left: TextFile, right: TextFile): number {
  return Number(left.path.endsWith('serverless.yml')) - Number(right.path.endsWith('serverless.yml'));
}

/** Settles the names, fills in the templates and formats them. Throws NewServiceError for what cannot be done. */
export async function planService(options: PlanOptions): Promise<Plan> {
  const names = namesFor(options, takenNames());
  const event = options.event ?? DEFAULT_EVENT;
  const subscription = await subscriptionTo(event);
  const { service, entity, entities, prefix } = names;
  const functions = [`create-${entity.kebab}`, `record-${subscription['event.kebab']}`, 'publish-outbox'];
  checkRoleNames(service.kebab, functions);
  const values = {
    ...formsAs('service', service),
    ...formsAs('entity', entity),
    ...formsAs('entities', entities),
    ...subscription,
    prefix,
  };
  const created = filesOf(TEMPLATE, values).toSorted(byReadiness);
  const present = created.find((file) => existsSync(path.join(ROOT, file.path)));
  if (present !== undefined) throw new NewServiceError(`${present.path} exists already; nothing is overwritten.`);
  const changed = SHARED_FILES.map(({ path: file, register }) => ({
    path: file,
    content: register(read(file), names),
  }));
  return {
    names,
    event,
    created: await Promise.all(created.map(formatted)),
    changed: await Promise.all(changed.map(formatted)),
  };
}
