const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const AGO = /^(\d+)([smhd])$/;

/** `15m`, `2h`, `7d` before now, or a time such as `2026-01-31T09:30:00Z`. Undefined for anything else. */
export function sinceOf(text: string, now: Date): Date | undefined {
  const [, amount, unit = ''] = AGO.exec(text) ?? [];
  const milliseconds = UNITS[unit];
  if (amount !== undefined && milliseconds !== undefined)
    return new Date(now.getTime() - Number(amount) * milliseconds);
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time);
}
