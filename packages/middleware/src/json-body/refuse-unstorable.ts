import { DomainError } from '@tradewind/kernel';

/** Deeper than any contract, shallower than DynamoDB's 32 levels and any stack. */
const MAX_DEPTH = 24;

function refuse(message: string): DomainError {
  return new DomainError('invalid', 'request.malformed-json', message);
}

/**
 * Refuses JSON that is well-formed and still cannot be stored or passed on: nesting that no contract has, and text
 * with lone surrogates, which UTF-8 cannot encode. Walks without recursion, so depth cannot exhaust the stack.
 */
export function refuseUnstorable(body: unknown): void {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw refuse(`The body is nested deeper than ${MAX_DEPTH} levels.`);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') {
        if (!value.isWellFormed()) throw refuse('The body has text that is not well-formed Unicode.');
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, item] of Object.entries(value)) next.push(key, item);
      }
    }
    level = next;
  }
}
