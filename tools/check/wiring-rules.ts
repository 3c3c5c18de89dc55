import type { EventDefinition } from '@tradewind/contracts/events/event';
import type { FunctionDefinition } from '@tradewind/contracts/functions/function';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { readRestApis } from '@tradewind/local-cloud/rest-api/read-rest-apis';
import { secretName } from '@tradewind/local-cloud/secretsmanager/secret-arn';
import type { FunctionModel, HttpApiEvent, ServiceModel } from '@tradewind/local-cloud/templates/model';

/** All that one service says of itself, in its YAML, its files and its contracts. */
export interface ServiceFacts {
  readonly service: ServiceModel;
  readonly routes: readonly RouteDefinition[];
  readonly functions: readonly FunctionDefinition[];
  /** Names of the files in src/handlers, without `.ts`. */
  readonly handlerFiles: readonly string[];
  /** Names of the files in events/, without `.json`. */
  readonly sampleFiles: readonly string[];
}

type Rule = (facts: ServiceFacts) => string[];

function httpEvents(model: FunctionModel) {
  return model.events.filter((event) => event.type === 'httpApi');
}

/** `src/handlers/cancel-order.handler` under the key `cancel-order`: one name from the route to the role. */
const functionsNameTheirHandler: Rule = ({ service, handlerFiles }) => {
  const wrong = service.functions
    .filter(({ key, handler }) => handler !== `src/handlers/${key}.handler`)
    .map(({ key, handler }) => `function ${key} has the handler ${handler} instead of src/handlers/${key}.handler`);
  const keys = new Set(service.functions.map(({ key }) => key));
  const missing = [...keys].filter((key) => !handlerFiles.includes(key));
  const orphans = handlerFiles.filter((file) => !keys.has(file));
  return [
    ...wrong,
    ...missing.map((key) => `function ${key} has no file src/handlers/${key}.ts`),
    ...orphans.map((file) => `src/handlers/${file}.ts is no function in the YAML`),
  ];
};

const routesEqualContracts: Rule = ({ service, routes: all }) => {
  const routes = all.filter(({ access }) => access !== 'partner');
  const declared = new Set(routes.map(({ name }) => name));
  const undeclared = service.functions
    .filter((model) => httpEvents(model).length > 0 && !declared.has(model.key))
    .map(({ key }) => `function ${key} has a route that no contract declares`);
  const differing = routes.flatMap((route) => routeFindings(route, service.functions));
  return [...undeclared, ...differing];
};

function routeFindings(route: RouteDefinition, functions: readonly FunctionModel[]): string[] {
  const model = functions.find(({ key }) => key === route.name);
  const [event, ...others] = model === undefined ? [] : httpEvents(model);
  if (event === undefined || others.length > 0)
    return [`route ${route.name} needs exactly one function and httpApi event`];
  const findings: string[] = [];
  if (event.method !== route.method || event.path !== route.path) {
    findings.push(
      `route ${route.name} is ${event.method} ${event.path} in the YAML, ${route.method} ${route.path} in its contract`,
    );
  }
  const needed = authorizationFor(route);
  if (event.authorization !== needed) {
    findings.push(`route ${route.name} is for ${route.access}, so its authorization must be ${needed}`);
  }
  return findings;
}

function authorizationFor({ access }: RouteDefinition): HttpApiEvent['authorization'] {
  if (access === 'internal') return 'iam';
  return access === 'shopper' || access === 'admin' ? 'jwt' : 'none';
}

/** A partner's route is a method of the REST API, under the route's name. */
const partnerRoutesAreMethods: Rule = ({ service, routes }) => {
  const methods = readRestApis({ services: [service] }).flatMap((api) => api.methods);
  const declared = methods.map(({ httpMethod, path, operation }) => `${operation} is ${httpMethod} ${path}`);
  const expected = routes
    .filter(({ access }) => access === 'partner')
    .map(({ name, method, path }) => `${name} is ${method} ${path}`);
  return [
    ...expected.filter((line) => !declared.includes(line)).map((line) => `route ${line} in its contract only`),
    ...declared.filter((line) => !expected.includes(line)).map((line) => `method ${line} in the YAML only`),
  ];
};

const sagaFunctionsExist: Rule = ({ service, functions }) =>
  functions
    .filter(({ name }) => !service.functions.some(({ key }) => key === name))
    .map(({ name }) => `the contract's function ${name} is not in the YAML`);

const everyFunctionHasASample: Rule = ({ service, sampleFiles }) =>
  service.functions
    .filter(({ key }) => !sampleFiles.includes(key))
    .map(({ key }) => `function ${key} has no sample event events/${key}.json`);

const rolesNameTheirResources: Rule = ({ service }) =>
  service.functions.flatMap(({ key, roleStatements }) =>
    roleStatements
      .filter(({ actions, resources }) =>
        [...actions, ...resources].some((text) => text === '*' || text.endsWith(':*')),
      )
      .map(({ actions }) => `the role of ${key} allows ${actions.join(', ')} on more than named actions and resources`),
  );

/**
 * Refusals after which an idempotency key stays: answers that are kept, and what a retry goes on with. By status what
 * packages/middleware/src/idempotency/outcome.ts decides by kind.
 */
const KEEPS_THE_KEY: ReadonlySet<number> = new Set([402, 409, 422, 500, 503]);

/** What the store of idempotency keys does for a route: begin, complete, and give back where a refusal asks for it. */
function idempotencyActions({ problems = [] }: RouteDefinition): string[] {
  const givesBack = problems.some(({ status }) => !KEEPS_THE_KEY.has(status));
  return ['dynamodb:PutItem', 'dynamodb:UpdateItem', ...(givesBack ? ['dynamodb:DeleteItem'] : [])];
}

/** A key that its role cannot give back is in use until its lease is over, and only a line in the log says why. */
const rolesKeepIdempotencyKeys: Rule = ({ service, routes }) =>
  routes
    .filter(({ idempotency }) => idempotency !== undefined)
    .flatMap((route) => {
      const model = service.functions.find(({ key }) => key === route.name);
      const allowed = new Set(model?.roleStatements.flatMap(({ actions }) => actions));
      return idempotencyActions(route)
        .filter((action) => !allowed.has(action))
        .map((action) => `the role of ${route.name} lacks ${action} for its idempotency keys`);
    });

const RULES: readonly Rule[] = [
  functionsNameTheirHandler,
  routesEqualContracts,
  partnerRoutesAreMethods,
  sagaFunctionsExist,
  everyFunctionHasASample,
  rolesNameTheirResources,
  rolesKeepIdempotencyKeys,
];

/** Where a service's YAML, files and contracts contradict each other, one sentence each. */
export function serviceFindings(facts: ServiceFacts): string[] {
  return RULES.flatMap((rule) => rule(facts)).map((finding) => `${facts.service.name}: ${finding}`);
}

function detailTypesIn(pattern: unknown): unknown[] {
  if (typeof pattern !== 'object' || pattern === null || !('detail-type' in pattern)) return [];
  const types = pattern['detail-type'];
  return Array.isArray(types) ? types : [types];
}

/** Rules on the bus that wait for an event which no contract defines. */
export function eventFindings(services: readonly ServiceModel[], events: readonly EventDefinition[]): string[] {
  const known = new Set<unknown>(events.map(({ detailType }) => detailType));
  return services.flatMap((service) =>
    service.resources
      .filter(({ type }) => type === 'AWS::Events::Rule')
      .flatMap(({ logicalId, properties }) =>
        detailTypesIn(properties['EventPattern'])
          .filter((detailType) => !known.has(detailType))
          .map(
            (detailType) =>
              `${service.name}: rule ${logicalId} waits for ${String(detailType)}, which no contract defines`,
          ),
      ),
  );
}

/** Functions whose environment names a secret (`…_SECRET_ID`) that no template makes: on AWS there would be none. */
export function missingSecretFindings(services: readonly ServiceModel[]): string[] {
  const secrets = services.flatMap(({ resources }) =>
    resources.filter(({ type }) => type === 'AWS::SecretsManager::Secret'),
  );
  const made = new Set(secrets.map(({ ref }) => secretName(ref)));
  return services.flatMap(({ name, functions }) =>
    functions.flatMap(({ key, environment }) =>
      Object.entries(environment)
        .filter(([variable, value]) => variable.endsWith('_SECRET_ID') && !made.has(secretName(value)))
        .map(
          ([variable, value]) => `${name}: ${variable} of ${key} names the secret ${value}, which no template makes`,
        ),
    ),
  );
}
