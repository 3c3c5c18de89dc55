import * as z from 'zod/mini';
import { arn, resourceName } from '../aws/account.ts';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { existingArchive, type ArchiveContext } from './archive-operations.ts';
import { archiveArn } from './archive-table.ts';
import { isActive, replayArn, type Replay, type ReplayTable } from './replay-table.ts';
import { ruleArn, type RuleTable } from './rule-table.ts';

export interface ReplayContext extends ArchiveContext {
  readonly replays: ReplayTable;
  /** Told that there is a replay to work on. */
  readonly onStart: () => void;
}

const MAX_ACTIVE = 10;
const ReplayName = z.string().check(z.regex(/^[\w.-]{1,64}$/));

const StartReplay = z.object({
  ReplayName,
  Description: z.optional(z.string().check(z.maxLength(512))),
  EventSourceArn: z.string(),
  /** Epoch seconds. */
  EventStartTime: z.number(),
  EventEndTime: z.number(),
  Destination: z.object({ Arn: z.string(), FilterArns: z.optional(z.array(z.string())) }),
});

/** Replays of archives as the API manages them. */
export function replayOperations(context: ReplayContext): Record<string, Operation> {
  const { replays } = context;
  return {
    StartReplay: operation(StartReplay, (input) => {
      const replay = startOf(context, input);
      replays.put(replay);
      context.onStart();
      return receipt(replay, { ReplayStartTime: replay.started_at / 1000 });
    }),
    DescribeReplay: operation(z.object({ ReplayName }), (input) => {
      const replay = existingReplay(replays, input.ReplayName);
      return {
        ...view(replay),
        ReplayArn: replayArn(replay.name),
        Description: replay.description ?? undefined,
        Destination: { Arn: arn('events', `event-bus/${replay.bus}`), FilterArns: replay.rules ?? undefined },
      };
    }),
    ListReplays: operation(
      z.object({
        NamePrefix: z._default(z.string(), ''),
        State: z.optional(z.string()),
        EventSourceArn: z.optional(z.string()),
      }),
      (input) => {
        const archive = input.EventSourceArn === undefined ? undefined : resourceName(input.EventSourceArn);
        const found = replays
          .all()
          .filter(({ name }) => name.startsWith(input.NamePrefix))
          .filter(({ state }) => (input.State ?? state) === state)
          .filter((replay) => (archive ?? replay.archive) === replay.archive);
        return { Replays: found.map(view) };
      },
    ),
    CancelReplay: operation(z.object({ ReplayName }), (input) => {
      const replay = existingReplay(replays, input.ReplayName);
      if (replay.state !== 'STARTING' && replay.state !== 'RUNNING') {
        throw new AwsError(
          'IllegalStatusException',
          `Replay ${replay.name} is not in a valid state for this operation.`,
        );
      }
      const cancelling: Replay = { ...replay, state: 'CANCELLING' };
      replays.put(cancelling);
      context.onStart();
      return receipt(cancelling, {});
    }),
  };
}

function startOf({ archives, rules, replays, clock }: ReplayContext, input: z.output<typeof StartReplay>): Replay {
  if (replays.replay(input.ReplayName) !== undefined) {
    throw new AwsError('ResourceAlreadyExistsException', `Replay ${input.ReplayName} already exists.`);
  }
  const archive = existingArchive(archives, input.EventSourceArn);
  if (input.EventEndTime <= input.EventStartTime) {
    throw new AwsError(
      'ValidationException',
      'Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.',
    );
  }
  if (resourceName(input.Destination.Arn) !== archive.bus) {
    throw new AwsError(
      'ValidationException',
      'Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.',
    );
  }
  requireRules(rules, archive.bus, input.Destination.FilterArns ?? []);
  if (replays.all().filter(isActive).length >= MAX_ACTIVE) {
    throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
  }
  return {
    name: input.ReplayName,
    archive: archive.name,
    bus: archive.bus,
    description: input.Description ?? null,
    rules: input.Destination.FilterArns ?? null,
    start_time: Math.floor(input.EventStartTime * 1000),
    end_time: Math.floor(input.EventEndTime * 1000),
    state: 'STARTING',
    reason: null,
    last_time: null,
    last_seq: 0,
    started_at: clock.now().getTime(),
    ended_at: null,
  };
}

function requireRules(rules: RuleTable, bus: string, arns: readonly string[]): void {
  const known = new Set(rules.rules(bus).map(({ name }) => ruleArn(bus, name)));
  const unknown = arns.find((candidate) => !known.has(candidate));
  if (unknown === undefined) return;
  throw new AwsError(
    'ValidationException',
    `Parameter Destination.FilterArns is not valid. Reason: Rule ${unknown} does not exist.`,
  );
}

function existingReplay(replays: ReplayTable, name: string): Replay {
  const replay = replays.replay(name);
  if (replay === undefined) throw new AwsError('ResourceNotFoundException', `Replay ${name} does not exist.`);
  return replay;
}

function receipt(replay: Replay, more: object): object {
  return { ReplayArn: replayArn(replay.name), State: replay.state, ...more };
}

function view(replay: Replay): object {
  return {
    ReplayName: replay.name,
    EventSourceArn: archiveArn(replay.archive),
    State: replay.state,
    StateReason: replay.reason ?? undefined,
    EventStartTime: replay.start_time / 1000,
    EventEndTime: replay.end_time / 1000,
    EventLastReplayedTime: replay.last_time === null ? undefined : replay.last_time / 1000,
    ReplayStartTime: replay.started_at / 1000,
    ReplayEndTime: replay.ended_at === null ? undefined : replay.ended_at / 1000,
  };
}
