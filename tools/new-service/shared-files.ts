import { parseDocument } from 'yaml';
import type { NounForms } from './nouns.ts';
import { NewServiceError } from './new-service-error.ts';

/** What the files that list every service have to know of a new one. */
export interface Registration {
  readonly service: NounForms;
  readonly entity: NounForms;
  readonly entities: NounForms;
  readonly prefix: string;
}

/** A file outside of the new service that names all services, and how it comes to name one more. */
export interface SharedFile {
  readonly path: string;
  readonly register: (content: string, registration: Registration) => string;
}

/** Replaces the one place that the pattern finds. Throws when the file has changed its form. */
function replaceOnce(content: string, pattern: RegExp, what: string, replacement: (found: string) => string): string {
  if (!pattern.test(content)) throw new NewServiceError(`Cannot find ${what}; has it moved?`);
  return content.replace(pattern, replacement);
}

function addToUnion(content: string, type: string, member: string): string {
  const union = new RegExp(`export type ${type} =[^;]*(?=;)`);
  return replaceOnce(content, union, `the union ${type}`, (found) => `${found} | '${member}'`);
}

function registerContracts(content: string, { service }: Registration): string {
  const imported = replaceOnce(
    content,
    /(?:import \* as .*\n)(?![^]*import \* as )/,
    'the imports of the services',
    (found) => `${found}import * as ${service.camel} from './${service.kebab}/index.ts';\n`,
  );
  const list = /const services = \[[^\]]*?(?=,?\s*\])/;
  return replaceOnce(imported, list, 'the list of services', (found) => `${found}, ${service.camel}`);
}

function registerSummary(content: string, { service, entities }: Registration): string {
  const key = service.kebab.includes('-') ? `'${service.kebab}'` : service.kebab;
  const summaries = /const SERVICE_SUMMARIES[^=]*= \{[^}]*/;
  return replaceOnce(content, summaries, 'SERVICE_SUMMARIES', (found) => `${found}  ${key}: '${entities.Sentence}',\n`);
}

function registerValidBody(content: string, { entity }: Registration): string {
  const bodies = /const VALID_BODIES[^]*?(?=\n\};)/;
  return replaceOnce(
    content,
    bodies,
    'VALID_BODIES',
    (found) => `${found}\n  'create-${entity.kebab}': { title: 'Bad input' },`,
  );
}

/** How the two routes are called with success, which is where the mutation tests begin. */
function registerBaselines(content: string, { service, entity, entities }: Registration): string {
  const call = "{ token, key: randomUUID(), body: { title: 'Hello' } }";
  const lines = `
  'create-${entity.kebab}': async ({ shopper: { token } }) => ({
    credentials: { token },
    key: randomUUID(),
    body: { title: 'Hello' },
  }),
  'get-${entity.kebab}': async ({ shopper: { token } }) => {
    const { body } = await request('POST', '/v1/${entities.kebab}', ${call});
    return { credentials: { token }, parameters: { ${entity.camel}Id: ${entity.Pascal}View.parse(body).id } };
  },`;
  const baselines = /const SHOP_BASELINES[^]*?(?=\n\};)/;
  const added = replaceOnce(content, baselines, 'SHOP_BASELINES', (found) => `${found}${lines}`);
  return `import { ${entity.Pascal}View } from '@tradewind/contracts/${service.kebab}/views';\n${added}`;
}

function registerProject(content: string, { service }: Registration): string {
  const projects = /\{ "path": "services\/[^"]*" \}(?![^]*"services\/)/;
  return replaceOnce(
    content,
    projects,
    'the references of the services',
    (found) => `${found}, { "path": "services/${service.kebab}" }`,
  );
}

/** Compose passes on what only a deployed stack knows, and puts first the function that the logs are handed to. */
function registerStack(content: string, { service }: Registration): string {
  const document = parseDocument(content);
  if (!document.hasIn(['services', 'platform'])) throw new NewServiceError('Cannot find services.platform.');
  document.setIn(
    ['services', service.kebab],
    document.createNode({
      path: `services/${service.kebab}`,
      dependsOn: document.createNode(['ops'], { flow: true }),
      params: {
        httpApiId: '${platform.HttpApiId}',
        eventBusName: '${platform.eventBusName}',
        dataKeyArn: '${platform.dataKeyArn}',
        alarmTopicArn: '${platform.alarmTopicArn}',
        functionSecurityGroupId: '${platform.functionSecurityGroupId}',
        functionSubnetA: '${platform.functionSubnetA}',
        functionSubnetB: '${platform.functionSubnetB}',
        jwtAuthorizerId: '${identity.jwtAuthorizerId}',
        userPoolClientId: '${identity.userPoolClientId}',
        tokenIssuer: '${identity.tokenIssuer}',
      },
    }),
  );
  // The CDN's stack waits for all that answer behind it.
  const behindCdn = ['services', 'edge', 'dependsOn'];
  if (document.hasIn(behindCdn)) document.addIn(behindCdn, service.kebab);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** All of them; a service that one of them does not name is incomplete. */
export const SHARED_FILES: readonly SharedFile[] = [
  {
    path: 'packages/kernel/src/ids.ts',
    register: (content, { prefix }) => addToUnion(content, 'IdPrefix', prefix),
  },
  {
    path: 'packages/contracts/src/http/route.ts',
    register: (content, { service }) => addToUnion(content, 'ServiceName', service.kebab),
  },
  { path: 'packages/contracts/src/all.ts', register: registerContracts },
  { path: 'packages/contracts/src/openapi/document.ts', register: registerSummary },
  { path: 'e2e/support/valid-bodies.ts', register: registerValidBody },
  { path: 'e2e/mutations/shop-baselines.ts', register: registerBaselines },
  { path: 'tsconfig.json', register: registerProject },
  { path: 'serverless-compose.yml', register: registerStack },
];

/** The id prefixes that the kernel knows already. */
export function knownPrefixes(ids: string): string[] {
  const union = /export type IdPrefix =([^;]*);/.exec(ids)?.[1];
  if (union === undefined) throw new NewServiceError('Cannot find the union IdPrefix; has it moved?');
  return [...union.matchAll(/'([a-z]+)'/g)].map(([, prefix = '']) => prefix);
}
