import type { RouteDefinition } from '@tradewind/contracts/http/route';
import * as z from 'zod/mini';
import { env } from '../env.ts';
import type { Reply } from './reply.ts';

const PRODUCTION_STAGES = new Set(['prod', 'production']);
const REMEMBERED_ANSWERS = 16;
const REMEMBERED_CHARACTERS = 65_536;

/** By schema, what was found to keep to it: the same text need not be looked at again. */
const found = new WeakMap<z.ZodMiniType, Set<string>>();

function remember(schema: z.ZodMiniType, text: string): void {
  if (text.length > REMEMBERED_CHARACTERS) return;
  const texts = found.get(schema) ?? new Set();
  found.set(schema, texts);
  const [oldest] = texts;
  if (texts.size >= REMEMBERED_ANSWERS && oldest !== undefined) texts.delete(oldest);
  texts.add(text);
}

/**
 * Everywhere but in production an answer is held against its contract, so that tests and the local system find
 * a drifting view; in production it would only cost time. `text` is what the client is sent of the body. Throws for an
 * answer that breaks the contract.
 */
export function checkAnswer(route: RouteDefinition, { status, body }: Reply, text: string): void {
  if (PRODUCTION_STAGES.has(env().STAGE)) return;
  const schema = route.responses[status];
  if (schema === undefined) throw new Error(`${route.name} answered ${status}, which its contract does not declare.`);
  if (schema === null) {
    if (body === undefined) return;
    throw new Error(`${route.name} answered ${status} with a body, where its contract declares none.`);
  }
  if (found.get(schema)?.has(text) === true) return;
  const { error } = z.safeParse(schema, body);
  if (error === undefined) return remember(schema, text);
  const issues = error.issues.map(({ path, code }) => `${path.join('.') || 'body'}: ${code}`);
  throw new Error(`${route.name} answered ${status} against its contract: ${issues.join('; ')}`);
}
