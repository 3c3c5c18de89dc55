import type { MiddlewareObj } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { DomainError, type FieldError } from '@tradewind/kernel';
import * as z from 'zod/mini';
import type { HttpEvent, ValidInput } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { takesBody } from '../json-body/json-body.ts';
import { toFieldErrors } from './issues.ts';
import { readQuery } from './query.ts';

/** The parts of a request as they arrived; replaced one by one by what their schemas made of them. */
interface RawInput {
  path: unknown;
  query: unknown;
  headers: unknown;
  body: unknown;
}

const Nothing = z.strictObject({});
const NoBody = z.optional(Nothing);

function parse(part: keyof RawInput, schema: z.ZodMiniType, value: unknown, errors: FieldError[]): unknown {
  // The input tells a missing field from one of the wrong type.
  const result = z.safeParse(schema, value, { reportInput: true });
  if (result.success) return result.data;
  errors.push(...toFieldErrors(part, result.error.issues));
  return undefined;
}

/**
 * Replaces every part of the input by its parsed form. Throws `request.invalid` naming each offending field of all
 * parts at once. Parameters and bodies that the route does not declare are unknown fields.
 */
function assertValid<R extends RouteDefinition>(route: R, input: RawInput): asserts input is ValidInput<R> {
  const errors: FieldError[] = [];
  const { path, query = Nothing, headers, body = takesBody(route) ? NoBody : undefined } = route.request ?? {};
  input.path = path === undefined ? undefined : parse('path', path, input.path, errors);
  const parsedQuery = parse('query', query, input.query, errors);
  input.query = route.request?.query === undefined ? undefined : parsedQuery;
  input.headers = headers === undefined ? undefined : parse('headers', headers, input.headers, errors);
  const parsedBody = body === undefined ? undefined : parse('body', body, input.body, errors);
  input.body = route.request?.body === undefined ? undefined : parsedBody;
  if (errors.length > 0) {
    throw new DomainError('invalid', 'request.invalid', 'The request is invalid; errors names each field.', { errors });
  }
}

/** Validates path, query, headers and body by the schemas of the route's contract. */
export function validateRequest<R extends RouteDefinition>(route: R): MiddlewareObj<HttpEvent<R>, HttpResult> {
  return {
    before: ({ event }) => {
      const input: RawInput = {
        path: event.pathParameters,
        query: readQuery(event.rawQueryString, event.queryStringParameters ?? {}),
        headers: event.headers,
        body: event.body,
      };
      assertValid(route, input);
      event.state.input = input;
    },
  };
}
