/** Services whose records a copy waits for; this one puts its own in at once. */
export const EXPORTING_SERVICES = ['identity', 'orders', 'carts'] as const;

/** Seconds that a copy is kept. */
export const EXPORT_LIFE = 7 * 24 * 3600;

export interface ExportRequest {
  readonly exportId: string;
  readonly userId: string;
  /** RFC 3339 in UTC. */
  readonly requestedAt: string;
}

type ExportRecord = Readonly<Record<string, unknown>>;

export interface ExportPart {
  readonly exportId: string;
  readonly userId: string;
  readonly service: string;
  /** From 0 on, without gaps. */
  readonly part: number;
  readonly last: boolean;
  readonly records: readonly ExportRecord[];
}

export interface PersonalExport extends ExportRequest {
  readonly expiresAt: string;
  /** Records by service; undefined until every service has answered. */
  readonly data: Readonly<Record<string, readonly ExportRecord[]>> | undefined;
}

function recordsOf(service: string, parts: readonly ExportPart[]): readonly ExportRecord[] | undefined {
  const own = parts.filter((part) => part.service === service).toSorted((left, right) => left.part - right.part);
  const end = own.findIndex(({ last }) => last);
  if (end < 0 || own[end]?.part !== end) return undefined;
  return own.slice(0, end + 1).flatMap(({ records }) => records);
}

/** The copy as far as it has come together, whatever the order of the parts. */
export function personalExport(request: ExportRequest, parts: readonly ExportPart[]): PersonalExport {
  const gathered = EXPORTING_SERVICES.map((service) => [service, recordsOf(service, parts)] as const);
  const complete = gathered.flatMap(([service, records]) =>
    records === undefined ? [] : [[service, records] as const],
  );
  return {
    ...request,
    expiresAt: new Date(Date.parse(request.requestedAt) + EXPORT_LIFE * 1000).toISOString(),
    data: complete.length === EXPORTING_SERVICES.length ? Object.fromEntries(complete) : undefined,
  };
}
