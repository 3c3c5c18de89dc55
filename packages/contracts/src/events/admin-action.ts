import { canonicalJson, type Caller, type TraceContext } from '@tradewind/kernel';
import * as z from 'zod/mini';

const Fields = z.nullable(z.record(z.string(), z.unknown()));

/** The data of every service's `admin-action-recorded.v1`: what an admin did, or whose data an admin read. */
export const AdminAction = z.object({
  /** `<service>.<what happened>`, as in `catalog.product-updated`. */
  action: z.string().check(z.regex(/^[a-z]+(\.[a-z]+(-[a-z]+)*)$/)),
  kind: z.enum(['change', 'access']),
  /** The admin's user id; of an operator, the ARN that signed. */
  actor: z.string(),
  target: z.object({ type: z.string(), id: z.string() }),
  /** Only the fields that changed; null where there was nothing, and for an access. */
  before: Fields,
  after: Fields,
  /** Of an access to several people's data: their user ids. */
  subjects: z.optional(z.array(z.string()).check(z.maxLength(100))),
  requestId: z.string(),
});
export type AdminAction = z.output<typeof AdminAction>;

/** The trace of an admin's request together with the admin. */
export interface AdminOrigin extends TraceContext {
  /** User id, or who signed. */
  readonly actor: string;
}

export function adminOrigin(caller: Caller, trace: TraceContext): AdminOrigin {
  return { ...trace, actor: caller.userId ?? caller.principal ?? caller.role };
}

type State = Readonly<Record<string, unknown>>;

const MAX_FIELD_CHARACTERS = 1_000;
/** Of one side, so that a fact of both stays far below what one event and one row may hold. */
const MAX_SIDE_CHARACTERS = 8_000;

function bounded(fields: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let room = MAX_SIDE_CHARACTERS;
  for (const [name, value] of fields) {
    const { length } = canonicalJson(value);
    const held = length > MAX_FIELD_CHARACTERS ? { omittedCharacters: length } : value;
    room -= name.length + canonicalJson(held).length;
    if (room < 0) return { ...kept, omittedFields: fields.length - Object.keys(kept).length };
    kept[name] = held;
  }
  return kept;
}

/**
 * The fields in which two states differ, as they were and as they are; null for a state that is not there. Values of more
 * than 1,000 characters are told by their length alone, and of what exceeds 8,000 characters a side only the number of fields.
 */
export function changedFields(
  before: State | undefined,
  after: State | undefined,
): Pick<AdminAction, 'before' | 'after'> {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  const changed = names.filter((name) => canonicalJson(before?.[name]) !== canonicalJson(after?.[name]));
  const side = (state: State | undefined) =>
    state === undefined
      ? null
      : bounded(changed.flatMap((name) => (state[name] === undefined ? [] : [[name, state[name]] as const])));
  return { before: side(before), after: side(after) };
}

interface Change {
  readonly action: string;
  readonly target: AdminAction['target'];
  readonly before?: State | undefined;
  readonly after?: State | undefined;
}

/** The fact of a change. The states must hold no secret and nothing that names a person, since it is kept for ever. */
export function adminChange({ action, target, before, after }: Change, origin: AdminOrigin): AdminAction {
  const { actor, requestId } = origin;
  return { action, kind: 'change', actor, target, ...changedFields(before, after), requestId };
}

interface Access {
  readonly action: string;
  readonly target: AdminAction['target'];
  readonly subjects?: readonly string[];
}

/** The fact that an admin read what belongs to somebody; never what was read. */
export function adminAccess({ action, target, subjects }: Access, { actor, requestId }: AdminOrigin): AdminAction {
  const whose = subjects === undefined ? {} : { subjects: [...subjects] };
  return { action, kind: 'access', actor, target, before: null, after: null, ...whose, requestId };
}
