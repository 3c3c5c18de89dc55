import { LIVE, VERIFIER } from './live-alias.ts';
import { isMap, type Value } from './template.ts';

/** A function's ARN written out by its name, as one service names another's function; not yet qualified. */
const NAMED_FUNCTION = /(:function:tradewind-[a-z0-9-]+)(?![a-z0-9:*-])/g;

/** `${Function.Arn}` in the text of a `Fn::Sub`. */
const SUBSTITUTED_ARN = /\$\{(\w+)\.Arn\}/g;

function qualified(text: string): string {
  return text.replace(NAMED_FUNCTION, (arn) => (arn.endsWith(`-${VERIFIER}`) ? arn : `${arn}:${LIVE}`));
}

/** The function of which a `Fn::GetAtt` asks the ARN, in either notation. */
function arnOwner(asked: Value | undefined): string | undefined {
  const [owner, attribute] = typeof asked === 'string' ? asked.split('.') : Array.isArray(asked) ? asked : [];
  return attribute === 'Arn' && typeof owner === 'string' ? owner : undefined;
}

/**
 * A value of a template with every way to name a function's ARN replaced by its alias: `Fn::GetAtt`, `Fn::Sub`, and
 * ARNs written out, as services name each other's functions. The `Ref` of an alias is its ARN.
 *
 * @param aliases logical id of the alias by logical id of the function
 */
export function pointAtAliases(value: Value, aliases: ReadonlyMap<string, string>): Value {
  if (typeof value === 'string') return qualified(value);
  if (Array.isArray(value)) return value.map((entry) => pointAtAliases(entry, aliases));
  if (!isMap(value)) return value;
  const alias = aliases.get(arnOwner(value['Fn::GetAtt']) ?? '');
  if (alias !== undefined) return { Ref: alias };
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      pointAtAliases(key === 'Fn::Sub' ? substituted(child, aliases) : child, aliases),
    ]),
  );
}

function substituted(sub: Value, aliases: ReadonlyMap<string, string>): Value {
  if (Array.isArray(sub)) return sub.map((part, index) => (index === 0 ? substituted(part, aliases) : part));
  if (typeof sub !== 'string') return sub;
  return sub.replace(SUBSTITUTED_ARN, (whole, owner: string) => {
    const alias = aliases.get(owner);
    return alias === undefined ? whole : `\${${alias}}`;
  });
}
