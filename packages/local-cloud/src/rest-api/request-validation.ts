import ajvDraft04 from 'ajv-draft-04';
import { headerOf, parameterOf, type RestCall } from './rest-call.ts';
import { Refusal } from './refusal.ts';

const ajv = new ajvDraft04.default({ strict: false });

/**
 * The request validator of a method: parameters that must be there, then the body against the model of its content
 * type (JSON Schema draft 4). Throws Refusal: BAD_REQUEST_PARAMETERS, BAD_REQUEST_BODY.
 */
export function validateRequest(call: RestCall): void {
  const { validatesParameters, validatesBody, parameters } = call.method;
  if (validatesParameters) {
    const missing = Object.entries(parameters)
      .filter(([source, required]) => required && (parameterOf(call, source) ?? '') === '')
      .map(([source]) => source.split('.').slice(3).join('.'));
    if (missing.length > 0) {
      throw new Refusal('BAD_REQUEST_PARAMETERS', `Missing required request parameters: [${missing.join(', ')}]`);
    }
  }
  if (validatesBody) validateBody(call);
}

/** `application/json` of `application/json; charset=utf-8`, which is also what a request without a type has. */
export function mediaTypeOf(call: RestCall): string {
  return (headerOf(call, 'content-type') ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
}

function validateBody(call: RestCall): void {
  const { models } = call.method;
  const schema = models[mediaTypeOf(call)] ?? models['$default'];
  if (schema === undefined) return;
  if (!ajv.validate(schema, parsed(call.request.body))) throw new Refusal('BAD_REQUEST_BODY');
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Refusal('BAD_REQUEST_BODY');
  }
}
