import { parseArgs } from 'node:util';

/** What the person who asked has to mend. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Usage: npm run replay:events -- --consumer <service/queue> --from <time> [--to <time>] [options]
       npm run replay:events -- --consumer <service/queue> --order <ord_…> | --entity <id> [options]

Sends events that the bus has kept to the consumers named, and to nobody else: all that these consumers subscribe to in
a time, or only those that tell of one order or other entity. Consumers with effects on people (mails) drop replays.

  --consumer <service/queue>  into this consumer, such as carts/offers; may be repeated
  --rule <name>               the same by the full name of its rule, such as tradewind-carts-dev-offers
  --from, --to <time>         2026-01-31T09:30:00Z, or how long ago: 45m, 6h, 2d. Until now without --to; by entity from
                              the archive's beginning without --from
  --order, --entity <id>      only events that name this id
  --name <name>               of the replay; what was applied under a name is not applied again under the same
  --dry-run                   tell what would be done
  --stage <name>              the stage on AWS, by your credentials. Without: the local cloud (TRADEWIND_AWS_PORT)
  --region <region>           of the stage (default us-east-1)
  --confirm <stage>           repeat the stage's name to replay in production
`;

export interface ReplayOptions {
  readonly consumers: readonly string[];
  readonly rules: readonly string[];
  readonly from: Date | undefined;
  readonly to: Date;
  /** The id that the events must name; undefined for all events of the time. */
  readonly entity: string | undefined;
  readonly name: string;
  readonly dryRun: boolean;
  /** `dev` where none was named. */
  readonly stage: string;
  readonly onAws: boolean;
  readonly region: string;
}

const PRODUCTION: ReadonlySet<string> = new Set(['prod', 'production']);
const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Parses the command line, or throws UsageError. Undefined where help was asked for. */
export function readOptions(args: readonly string[], now: Date): ReplayOptions | undefined {
  const values = parsed(args);
  if (values.help) return undefined;
  const { consumer: consumers, rule: rules } = values;
  const entity = entityOf(values.order, values.entity);
  if (consumers.length + rules.length === 0)
    throw new UsageError('Name who is to get the events: --consumer or --rule.');
  if (entity === undefined && values.from === undefined)
    throw new UsageError('Say from when: --from, --order or --entity.');
  const from = values.from === undefined ? undefined : instant('--from', values.from, now);
  const to = values.to === undefined ? now : instant('--to', values.to, now);
  if (from !== undefined && from >= to) throw new UsageError('--from must be before --to.');
  const stage = values.stage ?? 'dev';
  if (PRODUCTION.has(stage) && values.confirm !== stage && !values['dry-run']) {
    throw new UsageError(`This changes data of ${stage}. Add --confirm ${stage} if that is meant, or --dry-run.`);
  }
  return {
    consumers,
    rules,
    from,
    to,
    entity,
    name: nameOf(values.name, now),
    dryRun: values['dry-run'],
    stage,
    onAws: values.stage !== undefined,
    region: values.region,
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const many = { type: 'string', multiple: true, default: [] as string[] } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        consumer: many,
        rule: many,
        from: text,
        to: text,
        order: text,
        entity: text,
        name: text,
        'dry-run': flag,
        stage: text,
        region: { type: 'string', default: 'us-east-1' },
        confirm: text,
        help: flag,
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function entityOf(order: string | undefined, entity: string | undefined): string | undefined {
  if (order !== undefined && entity !== undefined) throw new UsageError('Either --order or --entity, not both.');
  if (order !== undefined && !order.startsWith('ord_'))
    throw new UsageError(`--order ${order}: ids of orders begin with ord_.`);
  return order ?? entity;
}

function instant(option: string, text: string, now: Date): Date {
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? [];
  const ago = UNITS_MS[unit];
  if (count !== undefined && ago !== undefined) return new Date(now.getTime() - Number(count) * ago);
  const time = /^\d{4}-\d{2}-\d{2}(?:T.*(?:Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(`${option} ${text}: write 2026-01-31T09:30:00Z, or how long ago: 45m, 6h, 2d.`);
  return new Date(time);
}

function nameOf(name: string | undefined, now: Date): string {
  if (name === undefined) return `replay-${now.toISOString().replaceAll(/[-:.]/g, '')}`;
  if (!/^[\w.-]{1,64}$/.test(name))
    throw new UsageError('--name takes up to 64 letters, digits, dots, dashes and underscores.');
  return name;
}
