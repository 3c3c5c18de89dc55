export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };
export type Place = readonly (string | number)[];

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Every place inside a value, the value itself (`[]`) first. */
export function placesIn(value: Json, at: Place = []): Place[] {
  const inner = isList(value)
    ? value.flatMap((item, index) => placesIn(item, [...at, index]))
    : isObject(value)
      ? Object.entries(value).flatMap(([name, item]) => placesIn(item, [...at, name]))
      : [];
  return [at, ...inner];
}

/** What stands at a place; undefined where there is none. */
export function valueAt(value: Json, place: Place): Json | undefined {
  let found: Json | undefined = value;
  for (const step of place) {
    if (typeof step === 'number') found = found !== undefined && isList(found) ? found[step] : undefined;
    else found = isObject(found) ? found[step] : undefined;
  }
  return found;
}

/** The value with what stands at a place replaced; `undefined` takes it out. */
export function replaced(value: Json, place: Place, by: Json | undefined): Json {
  const [step, ...rest] = place;
  if (step === undefined) return by ?? null;
  if (isList(value) && typeof step === 'number') {
    return value.flatMap((item, index) => {
      if (index !== step) return [item];
      if (rest.length === 0) return by === undefined ? [] : [by];
      return [replaced(item, rest, by)];
    });
  }
  if (!isObject(value)) return value;
  const name = String(step);
  const { [name]: old = null, ...others } = value;
  if (rest.length > 0) return { ...others, [name]: replaced(old, rest, by) };
  return by === undefined ? others : { ...others, [name]: by };
}

/** A place as problems name it: `body.items.0.sku`. */
export function pathOf(part: string, place: Place): string {
  return [part, ...place].join('.');
}
