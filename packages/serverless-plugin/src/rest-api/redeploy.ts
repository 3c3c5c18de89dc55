import { createHash } from 'node:crypto';

type Resource = { readonly Type: string; readonly [field: string]: unknown };
type Resources = Readonly<Record<string, Resource>>;

/** What a deployment is a picture of. A stage, its plans and permissions are not in it. */
const PICTURED = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::GatewayResponse',
]);
const HASH_DIGITS = 10;

/**
 * Gives every deployment of a REST API an id made of what the API consists of: CloudFormation never changes a
 * deployment, so an edited method would not go live otherwise. All references to it follow.
 */
export function redeployWithChanges(resources: Resources): Resources {
  const deployments = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::ApiGateway::Deployment');
  if (deployments.length === 0) return resources;
  const pictured = Object.entries(resources).filter(([, { Type }]) => PICTURED.has(Type));
  const hash = createHash('sha256').update(JSON.stringify(pictured)).digest('hex').slice(0, HASH_DIGITS);
  const names = new Map(deployments.map(([id]) => [id, `${id}${hash}`]));
  const renamed = Object.entries(resources).map(([id, resource]) => [names.get(id) ?? id, follow(resource, names)]);
  return Object.fromEntries(renamed);
}

/** A value with its references to renamed resources changed. */
function follow<Value>(value: Value, names: ReadonlyMap<string, string>): Value;
function follow(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => follow(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => {
      if (key === 'Ref' && typeof child === 'string') return [key, names.get(child) ?? child];
      if (key === 'DependsOn') return [key, renamedIn(child, names)];
      return [key, follow(child, names)];
    }),
  );
}

function renamedIn(dependencies: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(dependencies)) return dependencies.map((item: unknown) => renamedIn(item, names));
  return typeof dependencies === 'string' ? (names.get(dependencies) ?? dependencies) : dependencies;
}
