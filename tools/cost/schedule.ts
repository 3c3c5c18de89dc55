import { DAYS_A_MONTH } from './prices.ts';

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };
const MINUTES_A_MONTH = DAYS_A_MONTH * 24 * 60;

/** How many values a field of a cron expression takes of a range: `*`, `5`, `1,2`, `1-5`, `*\/15`, `0/15`. */
function values(field: string, range: number): number {
  return field.split(',').reduce((sum, part) => {
    const [base = '*', step] = part.split('/');
    const [from, to] = base.split('-').map(Number);
    const all = base === '*' || base === '?' ? range : to === undefined ? 1 : to - (from ?? 0) + 1;
    if (step === undefined) return sum + all;
    return sum + Math.ceil((base.includes('-') || base === '*' ? all : range - (from ?? 0)) / Number(step));
  }, 0);
}

/**
 * How often a schedule runs in a month of 30 days. `rate(…)` exactly; of `cron(…)` minutes and hours, and days as a
 * share of the month. 0 for what is no schedule.
 */
export function runsAMonth(expression: unknown): number {
  const text = typeof expression === 'string' ? expression : '';
  const [, every, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text) ?? [];
  if (unit !== undefined) return MINUTES_A_MONTH / (Number(every) * (MINUTES[unit] ?? 1));
  const fields = /^cron\((.+)\)$/.exec(text)?.[1]?.split(/\s+/);
  if (fields === undefined) return 0;
  const [minute = '*', hour = '*', day = '*', , weekday = '?'] = fields;
  const daysByDate = values(day, DAYS_A_MONTH);
  const days = weekday === '?' || weekday === '*' ? daysByDate : (values(weekday, 7) * DAYS_A_MONTH) / 7;
  return values(minute, 60) * values(hour, 24) * days;
}
