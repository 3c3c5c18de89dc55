import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, SpecDatabase } from '@aws-cdk/service-spec-types';

export interface Finding {
  /** Dotted from the template's root: `Resources.OrdersTable.Properties.KeySchema.0`. */
  readonly path: string;
  readonly message: string;
}

type Fields = Readonly<Record<string, Property>>;
type Json = Readonly<Record<string, unknown>>;

const RESOURCE_FIELDS = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'UpdatePolicy',
  'CreationPolicy',
]);

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `{ Ref }` and `{ Fn::… }` stand for values known only to CloudFormation, so their type cannot be judged here. */
function isIntrinsic(value: unknown): boolean {
  if (!isObject(value)) return false;
  const [key, ...others] = Object.keys(value);
  return others.length === 0 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'));
}

function describe(type: PropertyType): string {
  switch (type.type) {
    case 'array':
      return `a list of ${describe(type.element)}`;
    case 'map':
      return 'a map';
    case 'ref':
      return 'an object';
    case 'union':
      return type.types.map(describe).join(' or ');
    default:
      return type.type;
  }
}

/** Validates CloudFormation templates against the published resource schemas: types, properties, required ones, shapes. */
export class TemplateValidator {
  readonly #database: SpecDatabase = loadAwsServiceSpecSync();

  validate(template: unknown): Finding[] {
    if (!isObject(template) || !isObject(template['Resources'])) {
      return [{ path: '', message: 'is not a template with Resources' }];
    }
    const resources = template['Resources'];
    return [
      ...Object.entries(resources).flatMap(([id, resource]) => this.#resource(`Resources.${id}`, resource)),
      ...danglingReferences(template, resources),
    ];
  }

  #resource(path: string, resource: unknown): Finding[] {
    if (!isObject(resource) || typeof resource['Type'] !== 'string') return [{ path, message: 'has no Type' }];
    const unknown = Object.keys(resource).filter((field) => !RESOURCE_FIELDS.has(field));
    const findings = unknown.map((field) => ({ path: `${path}.${field}`, message: 'is not a resource attribute' }));
    const type = resource['Type'];
    if (type.startsWith('Custom::')) return findings;
    const [spec] = this.#database.lookup('resource', 'cloudFormationType', 'equals', type);
    if (spec === undefined) return [...findings, { path, message: `has the unknown type ${type}` }];
    return [...findings, ...this.#fields(`${path}.Properties`, resource['Properties'] ?? {}, spec.properties)];
  }

  #fields(path: string, value: unknown, fields: Fields): Finding[] {
    if (!isObject(value)) return [{ path, message: 'must be an object' }];
    const missing = Object.entries(fields)
      .filter(([name, field]) => field.required === true && value[name] === undefined)
      .map(([name]) => ({ path: `${path}.${name}`, message: 'is required' }));
    const given = Object.entries(value).flatMap(([name, child]) => {
      const field = fields[name];
      if (field === undefined) return [{ path: `${path}.${name}`, message: 'is not a property of this type' }];
      return this.#value(`${path}.${name}`, child, field.type);
    });
    return [...missing, ...given];
  }

  #value(path: string, value: unknown, type: PropertyType): Finding[] {
    if (isIntrinsic(value)) return [];
    const mismatch = [{ path, message: `must be ${describe(type)}` }];
    switch (type.type) {
      case 'string':
      case 'date-time':
        return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [] : mismatch;
      case 'number':
        return Number.isFinite(Number(value)) && !isObject(value) ? [] : mismatch;
      case 'integer':
        return Number.isInteger(Number(value)) && !isObject(value) ? [] : mismatch;
      case 'boolean':
        return typeof value === 'boolean' || value === 'true' || value === 'false' ? [] : mismatch;
      case 'json':
        return isObject(value) || Array.isArray(value) || typeof value === 'string' ? [] : mismatch;
      case 'array':
        if (!Array.isArray(value)) return mismatch;
        return value.flatMap((element, index) => this.#value(`${path}.${index}`, element, type.element));
      case 'map':
        if (!isObject(value)) return mismatch;
        return Object.entries(value).flatMap(([key, child]) => this.#value(`${path}.${key}`, child, type.element));
      case 'tag':
        return isObject(value) && 'Key' in value && 'Value' in value ? [] : mismatch;
      case 'ref':
        return this.#fields(path, value, this.#database.get('typeDefinition', type.reference).properties);
      case 'union':
        return this.#union(path, value, type.types);
      case 'null':
        return value === null ? [] : mismatch;
    }
  }

  /** A union is met by any member; if none is, the findings of the closest one help most. Free-form JSON only fills in. */
  #union(path: string, value: unknown, members: readonly PropertyType[]): Finding[] {
    const typed = members.filter((member) => shapeOfType(member) === shapeOf(value));
    const candidates = typed.length > 0 ? typed : members;
    const attempts = candidates.map((member) => this.#value(path, value, member));
    const [closest = []] = attempts.sort((left, right) => left.length - right.length);
    return closest;
  }
}

type Shape = 'list' | 'object' | 'scalar' | 'any';

function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return 'list';
  return isObject(value) ? 'object' : 'scalar';
}

function shapeOfType({ type }: PropertyType): Shape {
  switch (type) {
    case 'array':
      return 'list';
    case 'ref':
    case 'map':
    case 'tag':
      return 'object';
    case 'json':
    case 'union':
      return 'any';
    default:
      return 'scalar';
  }
}

const PSEUDO = /^AWS::/;
const SUBSTITUTION = /\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}/g;

function referencesIn(value: Json): string[] {
  const reference = value['Ref'];
  if (typeof reference === 'string') return [reference];
  const attribute = value['Fn::GetAtt'];
  if (Array.isArray(attribute)) return typeof attribute[0] === 'string' ? [attribute[0]] : [];
  if (typeof attribute === 'string') return attribute.split('.').slice(0, 1);
  const substitution = value['Fn::Sub'];
  if (typeof substitution !== 'string') return [];
  return [...substitution.matchAll(SUBSTITUTION)].flatMap(([, id]) => (id === undefined ? [] : [id]));
}

/** Every Ref, GetAtt and Sub must name a resource, a parameter or a pseudo parameter of the template. */
function danglingReferences(template: Json, resources: Json): Finding[] {
  const parameters = isObject(template['Parameters']) ? Object.keys(template['Parameters']) : [];
  const known = new Set([...Object.keys(resources), ...parameters]);
  const findings: Finding[] = [];
  const visit = (path: string, value: unknown): void => {
    if (Array.isArray(value)) value.forEach((child, index) => visit(`${path}.${index}`, child));
    if (!isObject(value)) return;
    for (const id of referencesIn(value)) {
      if (!known.has(id) && !PSEUDO.test(id)) findings.push({ path, message: `refers to ${id}, which does not exist` });
    }
    for (const [key, child] of Object.entries(value)) visit(`${path}.${key}`, child);
  };
  visit('Resources', resources);
  visit('Outputs', template['Outputs']);
  return findings;
}
