import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import { AwsError } from '../aws/api.ts';
import type { WelcomeFacts } from '../front-door/welcome-page.ts';
import { decoded } from '../front-door/router.ts';
import type { InProcessClient } from '../in-process-client.ts';
import type { Observations } from './observations.ts';
import type { OverviewReader } from './overview.ts';
import { summaryOf, traceView } from './trace-view.ts';
import {
  LogLevel,
  type EventList,
  type LogList,
  type Overview,
  type RedriveResult,
  type TraceList,
  type TraceSummary,
} from './views.ts';

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Question {
  readonly method: string;
  /** Below `/_console/`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface AnswerParts {
  readonly observations: Observations;
  readonly sqs: InProcessClient;
  readonly overview: OverviewReader;
  readonly facts: () => WelcomeFacts;
}

const MOST_TRACES = 200;
const Moves = z.object({
  Results: z.array(
    z.object({ ApproximateNumberOfMessagesMoved: z.number(), ApproximateNumberOfMessagesToMove: z.number() }),
  ),
});

/** Answers what the page asks; undefined for what is no question of it. */
export async function consoleAnswer(question: Question, parts: AnswerParts): Promise<Answer | undefined> {
  const { method, path, query } = question;
  const [first, id, action, ...rest] = path.split('/').map(decoded);
  if (rest.length > 0) return undefined;
  if (method === 'POST') {
    return first === 'queues' && id !== undefined && action === 'redrive' ? redrive(parts.sqs, id) : undefined;
  }
  if (first === 'traces' && id !== undefined && action === undefined) return trace(parts.observations, id);
  if (id !== undefined) return undefined;
  switch (first) {
    case 'overview':
      return json(await overview(parts));
    case 'traces':
      return json(traces(parts.observations, query));
    case 'events':
      return json({ events: parts.observations.events.find(query.get('text') ?? '') } satisfies z.input<
        typeof EventList
      >);
    case 'logs':
      return json(logs(parts.observations, query));
    default:
      return undefined;
  }
}

async function overview({ overview: reader, facts }: AnswerParts): Promise<Overview> {
  const { model, accounts, awsEndpoint, tryIt } = facts();
  return { services: await reader.services(model.services), accounts: [...accounts], awsEndpoint, tryIt };
}

function traces({ spans }: Observations, query: URLSearchParams): z.input<typeof TraceList> {
  const origin = query.get('origin');
  const text = query.get('text')?.toLowerCase() ?? '';
  const onlyFailed = query.get('failed') === 'true';
  const found: TraceSummary[] = [];
  for (const candidate of spans.list()) {
    const summary = summaryOf(candidate, (traceId) => spans.get(traceId));
    if (summary === undefined || (origin !== null && summary.origin !== origin)) continue;
    if (onlyFailed && summary.error === undefined && (summary.status ?? 0) < 400) continue;
    if (text !== '' && !`${summary.id} ${summary.name} ${summary.status ?? ''}`.toLowerCase().includes(text)) continue;
    found.push(summary);
    if (found.length >= MOST_TRACES) break;
  }
  return { traces: found, kept: spans.size.traces };
}

function trace({ spans }: Observations, id: string): Answer {
  const found = spans.get(id);
  const view = found && traceView(found, (traceId) => spans.get(traceId));
  return view === undefined ? json({ message: 'This trace is not kept any more.' }, 404) : json(view);
}

function logs({ logs: ring }: Observations, query: URLSearchParams): z.input<typeof LogList> {
  const level = z.safeParse(LogLevel, query.get('level'));
  const value = (name: string) => query.get(name)?.trim() || undefined;
  return {
    lines: ring.find({
      text: value('text'),
      level: level.success ? level.data : undefined,
      functionName: value('function'),
      requestId: value('requestId'),
      correlationId: value('correlationId'),
    }),
  };
}

/** Sends the dead letters of a queue back to where they came from. */
async function redrive(sqs: InProcessClient, queueName: string): Promise<Answer> {
  const SourceArn = arn('sqs', queueName);
  try {
    await sqs.run('StartMessageMoveTask', { SourceArn });
    const { Results } = await sqs.call('ListMessageMoveTasks', { SourceArn }, Moves);
    const moved = Results[0]?.ApproximateNumberOfMessagesMoved ?? 0;
    const stuck = (Results[0]?.ApproximateNumberOfMessagesToMove ?? moved) - moved;
    return json({ moved, stuck } satisfies RedriveResult);
  } catch (error) {
    if (error instanceof AwsError && error.status < 500) return json({ message: error.message }, 409);
    throw error;
  }
}

function json(value: unknown, status = 200): Answer {
  return { status, contentType: 'application/json', body: Buffer.from(JSON.stringify(value)), headers: {} };
}
