/** When a schedule is due. */
export interface ScheduleExpression {
  /** The first due time after `after`; undefined when there is none any more. */
  next(after: Date): Date | undefined;
}

export class ScheduleExpressionError extends Error {
  override readonly name = 'ScheduleExpressionError';
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const LAST_YEAR = 2199;

/**
 * `rate(5 minutes)` or `cron(minutes hours day-of-month month day-of-week year)`, UTC, as EventBridge has them.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 * `L`, `W` and `#` are not supported. Throws ScheduleExpressionError.
 */
export function parseScheduleExpression(text: string): ScheduleExpression {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(text);
  if (rate !== null) return rateExpression(text, Number(rate[1]), rate[2] ?? '', rate[3] === 's');
  const fields = /^cron\((.+)\)$/.exec(text)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6)
    throw new ScheduleExpressionError(`${text} is neither rate(…) nor a cron(…) of six fields.`);
  return cronExpression(text, fields);
}

function rateExpression(text: string, value: number, unit: string, plural: boolean): ScheduleExpression {
  if (value < 1 || plural !== value > 1) {
    throw new ScheduleExpressionError(`${text}: rate(1 ${unit}) is singular, every other rate plural.`);
  }
  const period = value * (UNIT_MS[unit] ?? 0);
  return { next: (after) => new Date(after.getTime() + period) };
}

function cronExpression(text: string, fields: readonly string[]): ScheduleExpression {
  const [minutes = '', hours = '', days = '', months = '', weekdays = '', years = ''] = fields;
  if ((days === '?') === (weekdays === '?')) {
    throw new ScheduleExpressionError(`${text}: one of day-of-month and day-of-week must be ?, and only one.`);
  }
  const parse = (field: string, min: number, max: number, names: readonly string[] = []) =>
    parseField(text, field, { min, max, names });
  const minute = parse(minutes, 0, 59);
  const hour = parse(hours, 0, 23);
  const day = parse(days, 1, 31);
  const month = parse(months, 1, 12, MONTHS);
  const weekday = parse(weekdays, 1, 7, WEEKDAYS);
  const year = parse(years, 1970, LAST_YEAR);

  const dayFits = (date: Date) =>
    year.has(date.getUTCFullYear()) &&
    month.has(date.getUTCMonth() + 1) &&
    day.has(date.getUTCDate()) &&
    weekday.has(date.getUTCDay() + 1);

  return {
    next(after) {
      const date = new Date(Math.floor(after.getTime() / 60_000) * 60_000 + 60_000);
      const horizon = Math.min(date.getUTCFullYear() + 8, LAST_YEAR);
      while (date.getUTCFullYear() <= horizon) {
        if (!dayFits(date)) {
          date.setUTCDate(date.getUTCDate() + 1);
          date.setUTCHours(0, 0);
        } else if (!hour.has(date.getUTCHours())) date.setUTCHours(date.getUTCHours() + 1, 0);
        else if (!minute.has(date.getUTCMinutes())) date.setUTCMinutes(date.getUTCMinutes() + 1);
        else return date;
      }
      return undefined;
    },
  };
}

function parseField(
  text: string,
  field: string,
  { min, max, names }: { readonly min: number; readonly max: number; readonly names: readonly string[] },
): ReadonlySet<number> {
  const number = (part: string): number => {
    const named = names.indexOf(part.toUpperCase());
    const value = named === -1 ? Number(part) : named + 1;
    if (part === '' || !Number.isInteger(value) || value < min || value > max) {
      throw new ScheduleExpressionError(`${text}: "${part}" is not supported there.`);
    }
    return value;
  };
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/');
    const [from = '', to] = range === '*' || range === '?' ? [String(min), String(max)] : range.split('-');
    const first = number(from);
    const last = to === undefined ? (step === undefined ? first : max) : number(to);
    const increment = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(increment) || increment < 1)
      throw new ScheduleExpressionError(`${text}: "${part}" has no step.`);
    for (let value = first; value <= last; value += increment) values.add(value);
  }
  return values;
}
