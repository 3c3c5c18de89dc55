import { DomainError } from '@tradewind/kernel';

type Query = Record<string, string>;

/**
 * The query as one text per name. HTTP APIs join repeated parameters by commas, which cannot be told from a comma in
 * a value; the raw query string can. A repeated parameter is refused, since no route has a meaning for it and
 * proxies disagree on which one counts.
 */
export function readQuery(rawQueryString: string, fallback: Readonly<Record<string, string | undefined>>): Query {
  const query: Query = Object.create(null);
  if (rawQueryString === '') return Object.assign(query, fallback);
  const repeated = new Set<string>();
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    if (name in query) repeated.add(name);
    query[name] = value;
  }
  if (repeated.size === 0) return query;
  throw new DomainError('invalid', 'request.invalid', 'The request is invalid.', {
    errors: [...repeated].map((name) => ({ path: `query.${name}`, code: 'duplicate', message: 'May be given once.' })),
  });
}
