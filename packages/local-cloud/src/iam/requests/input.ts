import { isRecord } from '../../templates/intrinsics.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A request's members, unchecked: whether they are valid is the API's business, after the caller's rights. */
export function fields(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

/** A member that is text, undefined otherwise. */
export function textIn(input: unknown, name: string): string | undefined {
  const value = fields(input)[name];
  return typeof value === 'string' ? value : undefined;
}

/** The elements of a member that is a list, [] otherwise. */
export function listIn(input: unknown, name: string): readonly unknown[] {
  const value = fields(input)[name];
  return Array.isArray(value) ? value : [];
}

/** The elements of a list that are text. */
export function textsIn(input: unknown, name: string): string[] {
  return listIn(input, name).filter((value) => typeof value === 'string');
}
