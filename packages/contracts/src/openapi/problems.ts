import type { DeclaredProblem, RouteDefinition } from '../http/route.ts';

/** A route mentions the problems of its own; those that follow from its traits are added here. */
const BODY_PROBLEMS: readonly DeclaredProblem[] = [
  { status: 400, code: 'request.malformed-json' },
  { status: 400, code: 'request.invalid' },
  { status: 413, code: 'request.too-large' },
  { status: 415, code: 'request.unsupported-media-type' },
];

const IDEMPOTENCY_PROBLEMS: readonly DeclaredProblem[] = [
  { status: 400, code: 'request.invalid' },
  { status: 409, code: 'idempotency.in-progress' },
  { status: 422, code: 'idempotency.key-reused' },
];

/** The gateway responses of the REST API. */
const PARTNER_PROBLEMS: readonly DeclaredProblem[] = [
  { status: 401, code: 'auth.unauthenticated' },
  { status: 403, code: 'auth.forbidden' },
  { status: 413, code: 'request.too-large' },
  { status: 429, code: 'request.throttled' },
  { status: 429, code: 'request.quota-exceeded' },
];

function accessProblems(route: RouteDefinition): readonly DeclaredProblem[] {
  switch (route.access) {
    case 'public':
      return [];
    case 'guest':
      return [{ status: 401, code: 'auth.invalid-token' }];
    case 'shopper':
      return [{ status: 401, code: 'auth.unauthenticated' }];
    case 'admin':
      return [
        { status: 401, code: 'auth.unauthenticated' },
        { status: 403, code: 'auth.forbidden' },
      ];
    case 'partner':
      return PARTNER_PROBLEMS;
    case 'internal':
      return [{ status: 403, code: 'auth.forbidden' }];
  }
}

function inputProblems(route: RouteDefinition): DeclaredProblem[] {
  if (route.mapped === true) {
    const types = [{ status: 415, code: 'request.unsupported-media-type' }];
    return [{ status: 400, code: 'request.invalid' }, ...(route.request?.body === undefined ? [] : types)];
  }
  // Without a schema, too: a query parameter that no schema knows is refused.
  return route.request?.body === undefined ? [{ status: 400, code: 'request.invalid' }] : [...BODY_PROBLEMS];
}

function idempotencyProblems(route: RouteDefinition): DeclaredProblem[] {
  if (route.idempotency === undefined) return [];
  const missing = route.idempotency === 'required' ? [{ status: 428, code: 'idempotency.key-required' }] : [];
  return [...IDEMPOTENCY_PROBLEMS, ...missing];
}

function preconditionProblems(route: RouteDefinition): DeclaredProblem[] {
  if (route.ifMatch === undefined) return [];
  const missing = route.ifMatch === 'required' ? [{ status: 428, code: 'request.if-match-required' }] : [];
  return [{ status: 412, code: 'request.stale-version' }, ...missing];
}

/** Every problem that a route may answer, as `status → codes`, statuses ascending. */
export function problemsOf(route: RouteDefinition): Map<number, string[]> {
  const all = [
    ...inputProblems(route),
    ...accessProblems(route),
    ...idempotencyProblems(route),
    ...preconditionProblems(route),
    ...(route.problems ?? []),
    { status: 500, code: 'internal.error' },
    { status: 503, code: 'service.unavailable' },
  ];
  const byStatus = new Map<number, string[]>();
  for (const { status, code } of all.sort((left, right) => left.status - right.status)) {
    const codes = byStatus.get(status) ?? [];
    if (!codes.includes(code)) codes.push(code);
    byStatus.set(status, codes);
  }
  return byStatus;
}
