import { JSONPath } from 'jsonpath-plus';
import { parse, Compile } from 'velocityjs';
import type { RestCall } from './rest-call.ts';

/** What a mapping template sees: the request's body, or the answer of the integration. */
export interface MappingScope {
  readonly call: RestCall;
  readonly body: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** Methods of Java's String that templates use and JavaScript's lacks or has otherwise: their patterns are regular expressions. */
const JAVA_STRING_METHODS: Readonly<Record<string, (text: string, ...args: readonly string[]) => unknown>> = {
  replaceAll: (text, pattern = '', replacement = '') => text.replaceAll(new RegExp(pattern, 'g'), replacement),
  replaceFirst: (text, pattern = '', replacement = '') => text.replace(new RegExp(pattern), replacement),
  matches: (text, pattern = '') => new RegExp(`^(?:${pattern})$`).test(text),
  equals: (text, other) => text === other,
  equalsIgnoreCase: (text, other = '') => text.toLowerCase() === other.toLowerCase(),
  contains: (text, part = '') => text.includes(part),
  isEmpty: (text) => text === '',
};

/**
 * Renders a mapping template (VTL) with the variables of API Gateway: `$input`, `$context`, `$util`, `$stageVariables`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function renderTemplate(template: string, scope: MappingScope): string {
  const compiler = new Compile(parse(template), {
    customMethodHandlers: [
      {
        uid: 'java-string',
        match: ({ property, context }) => typeof context === 'string' && property in JAVA_STRING_METHODS,
        resolve: ({ property, context, params }) =>
          JAVA_STRING_METHODS[property]?.(String(context), ...params.map((param: unknown) => String(param))),
      },
    ],
  });
  return compiler.render({
    input: inputOf(scope),
    context: scope.context,
    stageVariables: scope.stageVariables,
    util: UTIL,
  });
}

function inputOf({ call, body }: MappingScope) {
  let parsed: unknown;
  const document = (): unknown => (parsed ??= parsedOrEmpty(body));
  return {
    body,
    path: (path: string) => select(document(), path),
    json: (path: string) => JSON.stringify(select(document(), path) ?? ''),
    params: (name?: string) => (name === undefined ? paramsOf(call) : parameterNamed(call, name)),
  };
}

/** The path first, then the query, then the headers. */
function parameterNamed({ pathParameters, query, headers }: RestCall, name: string): string {
  const header = Object.entries(headers).find(([sent]) => sent.toLowerCase() === name.toLowerCase());
  return pathParameters[name] ?? query[name]?.at(-1) ?? header?.[1] ?? '';
}

function paramsOf({ pathParameters, query, headers }: RestCall) {
  const single = Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.at(-1) ?? '']));
  return { path: pathParameters, querystring: single, header: headers };
}

/** What a JSON path finds in a document; empty text where there is nothing. */
export function select(json: unknown, path: string): unknown {
  if (typeof json !== 'object' || json === null) return path === '$' ? json : '';
  const found: unknown = JSONPath({ path, json, wrap: false, eval: false });
  return found ?? '';
}

/** A body as a document: text that is no JSON is itself. */
export function parsedOrEmpty(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body === '' ? {} : body;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  "'": "\\'",
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** As `escapeJavaScript` of Apache Commons Lang: quotes of both kinds, control and non-ASCII characters. */
function escapeJavaScript(value: unknown): string {
  const units = String(value).split('');
  return units.map((unit) => ESCAPES[unit] ?? (/[\x20-\x7e]/.test(unit) ? unit : unicodeEscape(unit))).join('');
}

const UTIL = {
  escapeJavaScript,
  parseJson: (text: string): unknown => JSON.parse(text),
  // As java.net.URLEncoder: what a form carries.
  urlEncode: (text: unknown) =>
    encodeURIComponent(String(text))
      .replaceAll('%20', '+')
      .replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
  urlDecode: (text: unknown) => decodeURIComponent(String(text).replaceAll('+', ' ')),
  base64Encode: (text: unknown) => Buffer.from(String(text), 'utf8').toString('base64'),
  base64Decode: (text: unknown) => Buffer.from(String(text), 'base64').toString('utf8'),
};
