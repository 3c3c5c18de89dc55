import * as z from 'zod/mini';

const json = z.record(z.string(), z.unknown());

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.optional(json),
  Condition: z.optional(z.string()),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
  Metadata: z.optional(json),
});

const Template = z.looseObject({
  Resources: z.record(z.string(), Resource),
  Conditions: z.optional(json),
  Outputs: z.optional(json),
});

export type Json = Readonly<Record<string, unknown>>;
export type TemplateResource = z.output<typeof Resource>;
/** A CloudFormation template, its intrinsic functions in place. */
export type Template = z.output<typeof Template>;

/** Parses what the framework compiled or a file held. Throws naming what is no template. */
export function parseTemplate(value: unknown): Template {
  return z.parse(Template, value);
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
