import { accessKeyOf } from '@tradewind/local-cloud/functions/environment';
import type { CloudModel } from '@tradewind/local-cloud/templates/model';
import type { OperationUsage } from '../../tools/cost/measured-usage.ts';
import * as z from 'zod/mini';
import type { Line, OperationUnits } from './metered-shop.ts';

/** The line that every function writes at the end of an invocation. */
const Invocation = z.object({ message: z.enum(['invocation', 'request']), durationMs: z.number() });

const OUTBOX = 'publish-outbox';
const MAILER = 'notifications/send-mail';
const CHECKOUT = 'orders/create-checkout';

/** `tradewind-orders-dev-get-order` → `orders/get-order` */
function shortName(functionName: string): string {
  const [, service = '', key = ''] = /^tradewind-([a-z]+)-dev-(.+)$/.exec(functionName) ?? [];
  return `${service}/${key}`;
}

function durationOf({ text }: Line): number | undefined {
  try {
    return z.safeParse(Invocation, JSON.parse(text)).data?.durationMs;
  } catch {
    return undefined;
  }
}

function functionsOf(lines: readonly Line[]): OperationUsage['functions'] {
  const byFunction = Map.groupBy(lines, ({ functionName }) => shortName(functionName));
  return Object.fromEntries(
    [...byFunction].map(([name, own]) => {
      const durations = own.map(durationOf).filter((duration) => duration !== undefined);
      const durationMs = durations.reduce((total, duration) => total + duration, 0);
      const logBytes = own.reduce((total, { text }) => total + Buffer.byteLength(text), 0);
      return [name, { invocations: durations.length, durationMs: Math.round(durationMs * 10) / 10, logBytes }];
    }),
  );
}

function tablesOf({ uses }: OperationUnits): OperationUsage['tables'] {
  const tables: Record<string, { read: number; write: number }> = {};
  for (const { table, kind, units } of uses) {
    const service = table.split('-')[1] ?? table;
    tables[service] ??= { read: 0, write: 0 };
    tables[service][kind] += units;
  }
  return tables;
}

/** The outbox publisher deletes one row for each event that the bus took. */
function eventsOf({ uses }: OperationUnits, { services }: CloudModel): OperationUsage['events'] {
  const counted = services.map(({ name }) => {
    const key = accessKeyOf(`tradewind-${name}-dev-${OUTBOX}`);
    return [name, uses.filter((use) => use.accessKeyId === key && use.operation === 'DeleteItem').length] as const;
  });
  return Object.fromEntries(counted.filter(([, events]) => events > 0));
}

/** One message an invocation: what comes of one operation does not fill batches. */
function messagesOf(functions: OperationUsage['functions'], { services }: CloudModel): OperationUsage['messages'] {
  const counted = services.map(({ name, functions: declared }) => {
    const consumers = declared.filter(({ events }) => events.some(({ type }) => type === 'sqs'));
    const messages = consumers.map(({ key }) => functions[`${name}/${key}`]?.invocations ?? 0);
    return [name, messages.reduce((total, count) => total + count, 0)] as const;
  });
  return Object.fromEntries(counted.filter(([, messages]) => messages > 0));
}

/** What one run of an operation needs of every AWS service that bills by use. */
export function operationUsage(units: OperationUnits, model: CloudModel): OperationUsage {
  const functions = functionsOf(units.lines);
  return {
    requests: 1,
    responseBytes: units.responseBytes,
    functions,
    tables: tablesOf(units),
    events: eventsOf(units, model),
    messages: messagesOf(functions, model),
    expressMs: functions[CHECKOUT]?.durationMs ?? 0,
    mails: functions[MAILER]?.invocations ?? 0,
  };
}
