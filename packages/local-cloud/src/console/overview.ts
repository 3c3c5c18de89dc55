import { routesOf } from '../front-door/service-routes.ts';
import * as z from 'zod/mini';
import type { InProcessClient } from '../in-process-client.ts';
import type { LocalSqs } from '../sqs/sqs.ts';
import type { QueueState } from '../sqs/queue-states.ts';
import type { FunctionEvent, FunctionModel, ServiceModel } from '../templates/model.ts';
import { resourceName } from '../aws/account.ts';
import type { ServiceView, TableView, QueueView } from './views.ts';

export interface OverviewParts {
  readonly sqs: LocalSqs;
  readonly dynamodb: InProcessClient;
}

const Counted = z.object({ Count: z.number(), LastEvaluatedKey: z.optional(z.unknown()) });
/** Counting reads every item, so it ends here and says that there are more. */
const MOST_COUNTED = 1_000;
const COUNTS_LAST_MS = 5_000;

interface KeptCount {
  readonly at: number;
  readonly view: Promise<TableView>;
}

/** What the services declare, with what their queues and tables hold at this moment. */
export class OverviewReader {
  readonly #parts: OverviewParts;
  readonly #counts = new Map<string, KeptCount>();

  constructor(parts: OverviewParts) {
    this.#parts = parts;
  }

  services(services: readonly ServiceModel[]): Promise<ServiceView[]> {
    const queues = this.#parts.sqs.states();
    const byName = services.toSorted((a, b) => a.name.localeCompare(b.name));
    return Promise.all(byName.map((service) => this.#serviceView(service, queues)));
  }

  async #serviceView(service: ServiceModel, states: readonly QueueState[]): Promise<ServiceView> {
    const own = new Set(named(service, 'AWS::SQS::Queue'));
    return {
      name: service.name,
      routes: routesOf(service),
      functions: service.functions.map(functionView),
      tables: await Promise.all(named(service, 'AWS::DynamoDB::Table').map((name) => this.#tableView(name))),
      queues: states.filter(({ name }) => own.has(name)).map((state) => queueView(state, states)),
    };
  }

  #tableView(name: string): Promise<TableView> {
    const kept = this.#counts.get(name);
    if (kept !== undefined && Date.now() - kept.at < COUNTS_LAST_MS) return kept.view;
    const view = this.#count(name);
    this.#counts.set(name, { at: Date.now(), view });
    return view;
  }

  async #count(name: string): Promise<TableView> {
    const scan = { TableName: name, Select: 'COUNT', Limit: MOST_COUNTED };
    const { Count: items, LastEvaluatedKey: rest } = await this.#parts.dynamodb.call('Scan', scan, Counted);
    return { name, items, more: rest !== undefined };
  }
}

function queueView(state: QueueState, states: readonly QueueState[]): QueueView {
  const { name, visible, inFlight, delayed, oldestSentAt, deadLetterQueue } = state;
  return {
    name,
    visible,
    inFlight,
    delayed,
    ...(oldestSentAt !== undefined && {
      oldestAgeSeconds: Math.max(0, Math.round((Date.now() - oldestSentAt) / 1000)),
    }),
    ...(deadLetterQueue !== undefined && { deadLetterQueue }),
    deadLettersOf: states.filter((other) => other.deadLetterQueue === name).map((other) => other.name),
  };
}

function functionView(definition: FunctionModel) {
  const { name, key, memoryMb, timeoutSeconds, events } = definition;
  return { name, key, memoryMb, timeoutSeconds, triggers: events.map(triggerOf) };
}

function triggerOf(event: FunctionEvent): string {
  switch (event.type) {
    case 'httpApi':
      return `${event.method} ${event.path}`;
    case 'sqs':
      return `queue ${resourceName(event.queueArn)}`;
    case 'stream':
      return `stream of ${event.tableName}`;
    case 'schedule':
      return event.expression;
  }
}

function named({ resources }: ServiceModel, type: string): string[] {
  return resources.filter((resource) => resource.type === type).map(({ ref }) => resourceName(ref));
}
