import type { AwsAnswer, AwsCall } from '../aws/api.ts';
import type { Attributes, SpanKind } from './span.ts';

export interface CallDescription {
  readonly kind: SpanKind;
  readonly name: string;
  readonly attributes: Attributes;
}

const SERVICE_NAMES: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB',
  sqs: 'SQS',
  events: 'EventBridge',
  states: 'Step Functions',
  ssm: 'SSM',
  secretsmanager: 'Secrets Manager',
  ses: 'SES',
  sns: 'SNS',
  lambda: 'Lambda',
  'cognito-idp': 'Cognito',
};

/** Fields of a request that tell what it is about, without its data. */
const TELLING_FIELDS = ['TableName', 'IndexName', 'QueueUrl', 'stateMachineArn', 'Name', 'UserPoolId'];
const ITEM_FIELDS = ['TransactItems', 'Entries', 'RequestItems'];
const LONGEST_VALUE = 300;

/** What a call of an AWS API is in a waterfall: `DynamoDB PutItem` on which table and key. */
export function describeCall(service: string, call: AwsCall): CallDescription {
  const name = SERVICE_NAMES[service] ?? service;
  if (service === 'ses') return { kind: 'mail', name: mailName(call), attributes: { service: name } };
  const operation = call.operation === '' ? `${call.method} ${call.path.split('?')[0] ?? ''}` : call.operation;
  const told = TELLING_FIELDS.flatMap((field) => {
    const value = fieldOf(call.input, field);
    return typeof value === 'string' ? [[camelCase(field), lastPart(value)] as const] : [];
  });
  const counts = ITEM_FIELDS.flatMap((field) => {
    const value = fieldOf(call.input, field);
    if (typeof value !== 'object' || value === null) return [];
    return [['items', Array.isArray(value) ? value.length : Object.keys(value).length] as const];
  });
  const tables = tablesOf(fieldOf(call.input, 'TransactItems')) || namesOf(fieldOf(call.input, 'RequestItems'));
  const key = keyOf(fieldOf(call.input, 'Key') ?? fieldOf(call.input, 'Item'));
  return {
    kind: 'aws',
    name: `${name} ${operation}`,
    attributes: {
      service: name,
      ...Object.fromEntries([...told, ...counts]),
      ...(tables !== '' && { tableName: tables }),
      ...(key !== '' && { key }),
    },
  };
}

/** What its answer adds, and its error in AWS's words. */
export function describeAnswer(service: string, { status, headers, body }: AwsAnswer) {
  if (status >= 400) {
    const error = headers['x-amzn-errortype'] ?? /"__type":"([^"]+)"/.exec(body)?.[1]?.split('#').at(-1);
    return { error: error ?? `HTTP ${status}`, attributes: { httpStatus: status } };
  }
  const mail = service === 'ses' ? /"MessageId":"([^"]+)"/.exec(body)?.[1] : undefined;
  return { attributes: mail === undefined ? {} : { mail } };
}

function mailName({ rawBody }: AwsCall): string {
  const subject = /"Subject":\{"(?:Charset":"[^"]*","Data|Data)":("(?:[^"\\]|\\.)*")/.exec(
    rawBody.toString('utf8'),
  )?.[1];
  return subject === undefined ? 'Mail' : String(JSON.parse(subject));
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

/** The tables of a batch are the names of its parts. */
function namesOf(items: unknown): string {
  return typeof items === 'object' && items !== null ? Object.keys(items).join(', ') : '';
}

function tablesOf(items: unknown): string {
  if (!Array.isArray(items)) return '';
  const names = items.flatMap((item: unknown) =>
    Object.values(Object(item)).map((action) => fieldOf(action, 'TableName')),
  );
  return [...new Set(names.filter((name) => typeof name === 'string'))].join(', ');
}

/** `ORDER#ord_1 / ORDER`, of a key or an item in DynamoDB's JSON. */
function keyOf(attributes: unknown): string {
  const values = ['pk', 'sk'].map((name) => fieldOf(fieldOf(attributes, name), 'S'));
  return values
    .filter((value) => typeof value === 'string')
    .join(' / ')
    .slice(0, LONGEST_VALUE);
}

/** The name in an ARN or a queue's URL; a parameter's name is a path and stays whole. */
function lastPart(value: string): string {
  return /^(?:arn:|https?:)/.test(value) ? (value.split(/[:/]/).at(-1) ?? value) : value.slice(0, LONGEST_VALUE);
}

function camelCase(field: string): string {
  return `${field.charAt(0).toLowerCase()}${field.slice(1)}`;
}
