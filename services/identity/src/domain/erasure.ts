/** Services that answer an erasure; those that hold nothing of a person have no part in it. */
export const ERASING_SERVICES = ['identity', 'orders', 'carts'] as const;

/** The order to forget a person, kept under the id alone. */
export interface ErasureRequest {
  readonly userId: string;
  /** RFC 3339 in UTC. */
  readonly requestedAt: string;
  readonly requestedBy: 'person' | 'admin';
}

/** What one attempt of one service erased. */
export interface ErasurePart {
  readonly userId: string;
  readonly service: string;
  /** Of the event that told it, so that the same answer counts once. */
  readonly eventId: string;
  /** RFC 3339 in UTC. */
  readonly erasedAt: string;
  readonly erased: Readonly<Record<string, number>>;
  readonly kept: readonly string[];
  readonly complete: boolean;
}

export interface ErasureReport extends ErasureRequest {
  readonly status: 'in_progress' | 'complete';
  readonly parts: readonly {
    readonly service: string;
    readonly erasedAt: string | null;
    readonly erased: Readonly<Record<string, number>>;
    readonly kept: readonly string[];
  }[];
}

function summed(parts: readonly ErasurePart[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { erased } of parts) {
    for (const [what, count] of Object.entries(erased)) sum[what] = (sum[what] ?? 0) + count;
  }
  return sum;
}

/** What was erased so far: attempts of a service add up, and it is done with its last one. */
export function erasureReport(request: ErasureRequest, parts: readonly ErasurePart[]): ErasureReport {
  const reported = ERASING_SERVICES.map((service) => {
    const own = parts.filter((part) => part.service === service);
    const last = own.find(({ complete }) => complete);
    const kept = [...new Set(own.flatMap((part) => part.kept))];
    return { service, erasedAt: last?.erasedAt ?? null, erased: summed(own), kept };
  });
  const isComplete = reported.every(({ erasedAt }) => erasedAt !== null);
  return { ...request, status: isComplete ? 'complete' : 'in_progress', parts: reported };
}
