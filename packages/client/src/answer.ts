import type { Answer, AnswerOf, Contract, OperationSpec } from './operation.ts';

function dataOf(kind: 'json' | 'text' | 'empty', text: string): unknown {
  if (kind === 'empty') return undefined;
  return kind === 'text' ? text : JSON.parse(text);
}

/**
 * The answer that a 2xx response gives.
 *
 * @throws SyntaxError when its body is not JSON although it should be.
 */
export function toAnswer(spec: OperationSpec, response: Response, text: string): Answer<number, unknown> {
  const { status, headers } = response;
  return {
    status,
    data: dataOf(spec.answers[status] ?? 'text', text),
    etag: headers.get('etag') ?? undefined,
    replayed: headers.get('idempotency-replayed') === 'true',
    requestId: headers.get('x-request-id') ?? undefined,
    headers,
  };
}

/** Whether the API's document declares this answer; that its body has the declared shape is the API's promise. */
export function isDeclared<C extends Contract>(
  spec: OperationSpec,
  answer: Answer<unknown, unknown>,
): answer is AnswerOf<C> {
  return typeof answer.status === 'number' && spec.answers[answer.status] !== undefined;
}
