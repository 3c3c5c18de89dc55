import { createRequire } from 'node:module';
import { AwsError } from '../aws/api.ts';

interface Parser {
  parse(text: string, options: { readonly context: object }): unknown;
}

const require = createRequire(import.meta.url);
const conditions: Parser = require('dynalite/db/conditionParser');
const projections: Parser = require('dynalite/db/projectionParser');
const updates: Parser = require('dynalite/db/updateParser');

const PARSERS: ReadonlyMap<string, Parser> = new Map([
  ['ConditionExpression', conditions],
  ['FilterExpression', conditions],
  ['KeyConditionExpression', conditions],
  ['ProjectionExpression', projections],
  ['UpdateExpression', updates],
]);

const DYNALITE_MESSAGE = /^Invalid (\w+): Syntax error; Expected /;
const TOKEN = /[#:]?[A-Za-z0-9_]+|<>|<=|>=|\S/g;

/** Where a parser gives up, as an offset into the text; undefined where it gives up for other reasons. */
function failureAt(parser: Parser, text: string): number | undefined {
  const context = { attrNames: {}, attrVals: {}, unusedAttrNames: {}, unusedAttrVals: {}, isReserved: () => false };
  try {
    parser.parse(text, { context });
    return undefined;
  } catch (error) {
    const location = error instanceof Error && 'location' in error ? error.location : undefined;
    const start = typeof location === 'object' && location !== null && 'start' in location ? location.start : undefined;
    const offset = typeof start === 'object' && start !== null && 'offset' in start ? start.offset : undefined;
    return typeof offset === 'number' ? offset : undefined;
  }
}

/** The token at an offset, and the text from the token before it to the one after. */
function tokenAt(text: string, offset: number): { readonly token: string; readonly near: string } {
  const tokens = [...text.matchAll(TOKEN)];
  const found = tokens.findIndex(({ index, 0: token }) => index + token.length > offset);
  const at = found < 0 ? tokens.length : found;
  const from = tokens[Math.max(0, at - 1)]?.index ?? 0;
  const last = tokens[Math.min(at + 1, tokens.length - 1)];
  const near = text.slice(from, last === undefined ? undefined : last.index + last[0].length);
  return { token: tokens[at]?.[0] ?? '<EOF>', near };
}

/** A syntax error as DynamoDB tells it, by token, where dynalite told what it had expected; any other error as it is. */
export function withToken(error: unknown, input: object): unknown {
  if (!(error instanceof AwsError)) return error;
  const name = DYNALITE_MESSAGE.exec(error.message)?.[1] ?? '';
  const text: unknown = Object.entries(input).find(([member]) => member === name)?.[1];
  const parser = PARSERS.get(name);
  if (typeof text !== 'string' || parser === undefined) return error;
  const offset = failureAt(parser, text);
  if (offset === undefined) return error;
  const { token, near } = tokenAt(text, offset);
  return new AwsError(error.code, `Invalid ${name}: Syntax error; token: "${token}", near: "${near}"`, error.status);
}
