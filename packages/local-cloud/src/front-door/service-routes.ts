import { readRestApis } from '../rest-api/read-rest-apis.ts';
import type { ServiceModel } from '../templates/model.ts';

export interface ServiceRoute {
  readonly method: string;
  readonly path: string;
  /** Whether somebody stands in front of it. */
  readonly authorized: boolean;
}

/** What a service answers at the front door: its functions' routes, and the methods of a REST API that it owns. */
export function routesOf(service: ServiceModel): ServiceRoute[] {
  const routes = service.functions.flatMap(({ events }) =>
    events.flatMap((event) =>
      event.type === 'httpApi'
        ? [{ method: event.method, path: event.path, authorized: event.authorization !== 'none' }]
        : [],
    ),
  );
  const methods = readRestApis({ services: [service] }).flatMap((api) => api.methods);
  return [
    ...routes,
    ...methods.map(({ httpMethod, path, authorization }) => ({
      method: httpMethod,
      path,
      authorized: authorization !== 'NONE',
    })),
  ];
}
