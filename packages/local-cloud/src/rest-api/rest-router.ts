import { createPathMatcher, type PathMatcher } from '../front-door/router.ts';
import type { RestApiModel, RestMethod } from './rest-api-model.ts';

export interface RestMatch {
  readonly api: RestApiModel;
  /** Undefined where the API has no such method; AWS then asks for an authentication token. */
  readonly method: RestMethod | undefined;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Finds the API and the method for a request. A path belongs to the API that declares its first segment. */
export class RestRouter {
  readonly #byFirstSegment: ReadonlyMap<string, { api: RestApiModel; matcher: PathMatcher<RestMethod> }>;

  constructor(apis: readonly RestApiModel[]) {
    const entries = apis.flatMap((api) => {
      const matcher = createPathMatcher(
        api.methods.map((method) => ({ ...method, method: method.httpMethod, value: method })),
      );
      const segments = new Set(api.methods.map(({ path }) => firstSegment(path)));
      return [...segments].map((segment) => [segment, { api, matcher }] as const);
    });
    this.#byFirstSegment = new Map(entries);
  }

  /** `path` still percent-encoded, without the query. Undefined where no REST API is. */
  match(httpMethod: string, path: string): RestMatch | undefined {
    const found = this.#byFirstSegment.get(firstSegment(path));
    if (found === undefined) return undefined;
    const match = found.matcher.match(httpMethod, path);
    return { api: found.api, method: match?.value, pathParameters: match?.pathParameters ?? {} };
  }
}

function firstSegment(path: string): string {
  return path.split('/')[1] ?? '';
}
