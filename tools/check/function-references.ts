import type { ServiceModel } from '@tradewind/local-cloud/templates/model';

/** A function's ARN written out by its name; one that ends in a wildcard is a pattern and names none. */
const NAMED_FUNCTION = /:function:(tradewind-[a-z0-9-]+)(?![a-z0-9*-])/g;

function functionsNamedIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(NAMED_FUNCTION)].flatMap(([, name]) => name ?? []);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(functionsNamedIn);
}

/**
 * Resources that name a function which no service has. CloudFormation takes such a name for good (a user pool's trigger,
 * another service's authorizer), and it fails when it is called.
 */
export function functionReferenceFindings(services: readonly ServiceModel[]): string[] {
  const known = new Set(services.flatMap(({ functions }) => functions.map(({ name }) => name)));
  return services.flatMap((service) =>
    service.resources.flatMap(({ logicalId, properties }) =>
      [...new Set(functionsNamedIn(properties))]
        .filter((name) => !known.has(name))
        .map((name) => `${service.name}: ${logicalId} names the function ${name}, which no service has`),
    ),
  );
}
