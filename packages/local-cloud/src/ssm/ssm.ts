import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { arn } from '../aws/account.ts';
import { AwsError, jsonApi, type JsonApi } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { Store } from '../store.ts';
import { parameterArn, ParameterTable, ParameterType, type StoredParameter } from './parameter-table.ts';

const MAX_VALUE_BYTES = 4096;
const MAX_PATH_LEVELS = 15;
const WithDecryption = z._default(z.boolean(), false);
const NextToken = z.optional(z.string());

const PutParameter = z.object({
  Name: z.string().check(z.regex(/^\/?[\w.-]+(?:\/[\w.-]+)*$/), z.maxLength(1011)),
  Value: z.string().check(z.minLength(1)),
  Type: z.optional(ParameterType),
  Overwrite: z._default(z.boolean(), false),
  Description: z.optional(z.string()),
});

const LabelParameterVersion = z.object({
  Name: z.string(),
  ParameterVersion: z.optional(z.int()),
  Labels: z.array(z.string()).check(z.minLength(1), z.maxLength(10)),
});
/** Of 100 characters at most; one that starts with a digit would look like a version. */
const LABEL = /^(?!aws|ssm)[a-z_.-][\w.-]{0,99}$/i;

const ParameterFilter = z.object({
  Key: z.enum(['Name', 'Type']),
  Option: z._default(z.enum(['Equals', 'BeginsWith']), 'Equals'),
  Values: z.array(z.string()),
});

export interface LocalSsm {
  readonly api: JsonApi;
}

/** SSM's Parameter Store: plain and secure parameters with versions. */
export function openSsm({ store, clock }: { readonly store: Store; readonly clock: Clock }): LocalSsm {
  const table = new ParameterTable(store);
  return {
    api: jsonApi({
      signingName: 'ssm',
      protocol: '1.1',
      operations: {
        PutParameter: operation(PutParameter, (input) => store.transaction(() => put(table, clock, input))),
        GetParameter: operation(z.object({ Name: z.string(), WithDecryption }), (input) => {
          const parameter = find(table, input.Name);
          if (parameter === undefined) throw notFound(input.Name);
          return { Parameter: view(parameter, input.WithDecryption) };
        }),
        GetParameters: operation(
          z.object({ Names: z.array(z.string()).check(z.minLength(1), z.maxLength(10)), WithDecryption }),
          (input) => {
            const found = new Map(input.Names.map((name) => [name, find(table, name)]));
            return {
              Parameters: [...found.values()]
                .filter((parameter) => parameter !== undefined)
                .map((parameter) => view(parameter, input.WithDecryption)),
              InvalidParameters: input.Names.filter((name) => found.get(name) === undefined),
            };
          },
        ),
        GetParametersByPath: operation(
          z.object({
            Path: z.string().check(z.startsWith('/')),
            Recursive: z._default(z.boolean(), false),
            WithDecryption,
            MaxResults: z._default(z.int().check(z.minimum(1), z.maximum(10)), 10),
            NextToken,
          }),
          (input) => {
            const under = table.all().filter((parameter) => isUnder(parameter.name, input.Path, input.Recursive));
            const { items, next } = page(under, input.MaxResults, input.NextToken, byName);
            return { Parameters: items.map((parameter) => view(parameter, input.WithDecryption)), NextToken: next };
          },
        ),
        DescribeParameters: operation(
          z.object({
            ParameterFilters: z._default(z.array(ParameterFilter), []),
            MaxResults: z._default(z.int().check(z.minimum(1), z.maximum(50)), 50),
            NextToken,
          }),
          (input) => {
            const matching = table
              .all()
              .filter((parameter) => input.ParameterFilters.every((filter) => fits(parameter, filter)));
            const { items, next } = page(matching, input.MaxResults, input.NextToken, byName);
            return { Parameters: items.map(metadata), NextToken: next };
          },
        ),
        GetParameterHistory: operation(
          z.object({
            Name: z.string(),
            WithDecryption,
            MaxResults: z._default(z.int().check(z.minimum(1), z.maximum(50)), 50),
            NextToken,
          }),
          (input) => {
            const history = table.history(input.Name);
            if (history.length === 0) throw notFound(input.Name);
            const { items, next } = page(history, input.MaxResults, input.NextToken, byVersion);
            const Parameters = items.map((parameter) => ({
              ...view(parameter, input.WithDecryption),
              Labels: parameter.labels,
            }));
            return { Parameters, NextToken: next };
          },
        ),
        LabelParameterVersion: operation(LabelParameterVersion, (input) =>
          store.transaction(() => label(table, input)),
        ),
        DeleteParameter: operation(z.object({ Name: z.string() }), ({ Name }) => {
          if (!table.delete(Name)) throw notFound(Name);
          return {};
        }),
        DeleteParameters: operation(z.object({ Names: z.array(z.string()).check(z.maxLength(10)) }), ({ Names }) => {
          const deleted = Names.filter((name) => table.delete(name));
          return { DeletedParameters: deleted, InvalidParameters: Names.filter((name) => !deleted.includes(name)) };
        }),
      },
    }),
  };
}

function put(table: ParameterTable, clock: Clock, input: z.output<typeof PutParameter>): object {
  const existing = table.latest(input.Name);
  if (existing !== undefined && !input.Overwrite) {
    throw new AwsError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  }
  const type = input.Type ?? existing?.type;
  if (type === undefined) {
    throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
  }
  if (Buffer.byteLength(input.Value) > MAX_VALUE_BYTES) {
    throw new AwsError(
      'ValidationException',
      `Standard tier parameters support a maximum parameter value of ${MAX_VALUE_BYTES} characters.`,
    );
  }
  if (input.Name.split('/').length - 1 > MAX_PATH_LEVELS) {
    throw new AwsError('HierarchyLevelLimitExceededException', `A hierarchy has at most ${MAX_PATH_LEVELS} levels.`);
  }
  const version = (existing?.version ?? 0) + 1;
  table.put({
    name: input.Name,
    version,
    type,
    value: input.Value,
    description: input.Description ?? existing?.description ?? null,
    modified_at: clock.now().getTime(),
  });
  return { Version: version, Tier: 'Standard' };
}

/** Labels that AWS would not take are answered, not refused. */
function label(
  table: ParameterTable,
  { Name, ParameterVersion, Labels }: z.output<typeof LabelParameterVersion>,
): object {
  const parameter = find(table, ParameterVersion === undefined ? Name : `${Name}:${ParameterVersion}`);
  if (parameter === undefined) throw notFound(Name);
  const valid = Labels.filter((name) => LABEL.test(name));
  for (const name of valid) table.label(parameter.name, parameter.version, name);
  return { InvalidLabels: Labels.filter((name) => !valid.includes(name)), ParameterVersion: parameter.version };
}

/** By name, by `name:version` or `name:label`, or by ARN. Throws ParameterVersionNotFound. */
function find(table: ParameterTable, reference: string): StoredParameter | undefined {
  const prefix = arn('ssm', 'parameter');
  const name = reference.startsWith(prefix) ? reference.slice(prefix.length) : reference;
  const [, base = name, selector] = /^(.*?):([\w.-]+)$/.exec(name) ?? [];
  if (selector === undefined) return table.latest(name);
  if (table.latest(base) === undefined) return undefined;
  const isVersion = /^\d+$/.test(selector);
  const found = isVersion ? table.version(base, Number(selector)) : table.labelled(base, selector);
  if (found === undefined) {
    throw new AwsError(
      'ParameterVersionNotFound',
      `Systems Manager could not find version ${selector} of ${base}. Verify the version and try again.`,
    );
  }
  return found;
}

function view(parameter: StoredParameter, decrypted: boolean): object {
  const sealed = parameter.type === 'SecureString' && !decrypted;
  return {
    Name: parameter.name,
    Type: parameter.type,
    Value: sealed ? ciphertext(parameter.value) : parameter.value,
    Version: parameter.version,
    LastModifiedDate: parameter.modified_at / 1000,
    ARN: parameterArn(parameter.name),
    DataType: 'text',
  };
}

/** Opaque on purpose: who forgets WithDecryption must notice here, not on AWS. */
function ciphertext(value: string): string {
  return `AQICAHi${createHash('sha512').update(value).digest('base64')}`;
}

function metadata(parameter: StoredParameter): object {
  return {
    Name: parameter.name,
    ARN: parameterArn(parameter.name),
    Type: parameter.type,
    Description: parameter.description ?? undefined,
    Version: parameter.version,
    LastModifiedDate: parameter.modified_at / 1000,
    Tier: 'Standard',
    DataType: 'text',
  };
}

function isUnder(name: string, path: string, recursive: boolean): boolean {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  return name.startsWith(prefix) && (recursive || !name.slice(prefix.length).includes('/'));
}

function fits(parameter: StoredParameter, filter: z.output<typeof ParameterFilter>): boolean {
  const value = filter.Key === 'Name' ? parameter.name : parameter.type;
  return filter.Values.some((wanted) => (filter.Option === 'Equals' ? value === wanted : value.startsWith(wanted)));
}

/** `keyOf` gives each its place in the order in which they come. The token is the place behind which a page begins. */
function page<Item>(all: readonly Item[], limit: number, token: string | undefined, keyOf: (item: Item) => string) {
  const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString('utf8');
  const rest = all.filter((item) => keyOf(item) > after);
  const items = rest.slice(0, limit);
  const last = rest.length > limit ? items.at(-1) : undefined;
  return { items, next: last === undefined ? undefined : Buffer.from(keyOf(last)).toString('base64url') };
}

const byName = ({ name }: StoredParameter) => name;
const byVersion = ({ version }: StoredParameter) => String(version).padStart(12, '0');

function notFound(name: string): AwsError {
  return new AwsError('ParameterNotFound', `Parameter ${name} not found.`);
}
