import { AwsError } from '../aws/api.ts';
import type { SecondaryIndex, TableDescription } from './dynalite-types.ts';
import { requireKeyValue } from './item-places.ts';
import type { PageRequest } from './requests.ts';

/** What a selection gets, in the words in which a projection beside it is refused. */
const FIXED_SELECTIONS: ReadonlyMap<string | undefined, string> = new Map([
  ['ALL_ATTRIBUTES', 'ALL_ATTRIBUTES'],
  ['ALL_PROJECTED_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'],
  ['COUNT', 'only the Count'],
]);

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** Throws ValidationException where `Select` does not agree with the projection or the index of the request. */
export function requireSelection(request: PageRequest): void {
  const { Select, IndexName, ProjectionExpression, AttributesToGet } = request;
  const member = ProjectionExpression === undefined ? 'AttributesToGet' : 'ProjectionExpression';
  const projects = ProjectionExpression !== undefined || AttributesToGet !== undefined;
  const fixed = FIXED_SELECTIONS.get(Select);
  if (projects && fixed !== undefined) throw invalid(`Cannot specify the ${member} when choosing to get ${fixed}`);
  if (!projects && Select === 'SPECIFIC_ATTRIBUTES') {
    throw invalid('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');
  }
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && IndexName === undefined) {
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
}

/** Those of the attributes that an index does not have, each as often as it was named. */
export function unprojected<Attribute extends string | number | undefined>(
  attributes: readonly Attribute[],
  index: SecondaryIndex,
  table: TableDescription,
): readonly Attribute[] {
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection;
  if (ProjectionType === 'ALL') return [];
  const keys = [...table.KeySchema, ...index.KeySchema].map(({ AttributeName }) => AttributeName);
  const kept = new Set<string | number | undefined>([...keys, ...NonKeyAttributes]);
  return attributes.filter((attribute) => !kept.has(attribute));
}

/** Throws ValidationException for attributes that a global index does not have: it never fetches from its table. */
export function requireProjected(request: PageRequest, index: SecondaryIndex, table: TableDescription): void {
  const wanted = request._projection?.paths.map(([head]) => head) ?? request.AttributesToGet ?? [];
  const missing = unprojected(wanted, index, table);
  if (missing.length === 0) return;
  throw invalid(
    `One or more parameter values were invalid: Global secondary index ${index.IndexName} does not project [${missing.join(', ')}]`,
  );
}

/** Throws ValidationException for a query of the empty partition, which no item can be in. */
export function requirePartition({ KeyConditions }: PageRequest, [hash]: TableDescription['KeySchema']): void {
  const value = hash === undefined ? undefined : KeyConditions?.[hash.AttributeName]?.AttributeValueList?.[0];
  if (hash !== undefined) requireKeyValue(hash.AttributeName, value);
}
