import type { OperationSpec } from './operation.ts';

/** A call's request, ready to be sent as often as needed. */
export interface PreparedRequest {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  /** Whether sending it twice has the effect of sending it once. */
  readonly repeatable: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

function pathOf(spec: OperationSpec, fields: Fields): string {
  return spec.path.replace(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = fields[name];
    // An empty or dotted segment would make a URL parser ask for another resource.
    if (typeof value !== 'string' || value === '' || /^\.{1,2}$/.test(value)) {
      throw new TypeError(`${spec.id} needs ${name}; it got ${JSON.stringify(value) ?? 'undefined'}.`);
    }
    return encodeURIComponent(value);
  });
}

function queryOf(spec: OperationSpec, fields: Fields): string {
  const { body: _body, idempotencyKey: _key, ifMatch: _ifMatch, ...parameters } = fields;
  const given = Object.entries(parameters).filter(
    ([name, value]) => value !== undefined && !spec.path.includes(`{${name}}`),
  );
  const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return given.length === 0 ? '' : `?${query.toString()}`;
}

function ifMatchOf(spec: OperationSpec, fields: Fields): string | undefined {
  const { ifMatch } = fields;
  if (typeof ifMatch === 'string' && ifMatch !== '') return ifMatch;
  if (spec.ifMatch === 'required') {
    throw new TypeError(`${spec.id} needs ifMatch: the etag of the version that you read.`);
  }
  return undefined;
}

/** @throws TypeError when something is missing without which the request would mean something else. */
export function prepareRequest(baseUrl: string, spec: OperationSpec, input: object): PreparedRequest {
  const fields: Fields = { ...input };
  const { body, idempotencyKey } = fields;
  const headers = new Headers();
  if (body !== undefined) headers.set('content-type', 'application/json');
  const ifMatch = ifMatchOf(spec, fields);
  if (ifMatch !== undefined) headers.set('if-match', ifMatch);
  if (spec.keyed === true) {
    headers.set('idempotency-key', typeof idempotencyKey === 'string' ? idempotencyKey : crypto.randomUUID());
  }
  return {
    url: baseUrl + pathOf(spec, fields) + queryOf(spec, fields),
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    repeatable: spec.method === 'GET' || spec.keyed === true,
  };
}
