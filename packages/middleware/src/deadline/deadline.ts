/** Early enough before Lambda's own timeout to answer and to log. */
const MARGIN_MS = 250;

interface Deadline {
  /** By `performance.now()`. */
  readonly at: number;
  readonly expire: (error: Error) => void;
}

const underWay = new Set<Deadline>();
let timer: NodeJS.Timeout | undefined;
let firesAt = Infinity;

/** Its name makes it a 503, as any other timeout. */
function timeoutError(): Error {
  const error = new Error('The invocation was about to run out of time.');
  error.name = 'TimeoutError';
  return error;
}

function arm(at: number): void {
  clearTimeout(timer);
  firesAt = at;
  timer = setTimeout(expireOverdue, Math.max(0, at - performance.now()));
}

function expireOverdue(): void {
  timer = undefined;
  const now = performance.now();
  let next = Infinity;
  for (const deadline of underWay) {
    if (deadline.at > now) {
      next = Math.min(next, deadline.at);
    } else {
      underWay.delete(deadline);
      deadline.expire(timeoutError());
    }
  }
  if (next < Infinity) arm(next);
}

function begin(deadline: Deadline): void {
  underWay.add(deadline);
  if (timer === undefined || deadline.at < firesAt) arm(deadline.at);
  else if (underWay.size === 1) timer.ref();
}

function end(deadline: Deadline): void {
  // A process whose requests are all answered may end.
  if (underWay.delete(deadline) && underWay.size === 0) timer?.unref();
}

/**
 * What `work` becomes, or a TimeoutError shortly before Lambda would cut the invocation off. All requests share one
 * timer, which outlives them: Middy's own early timeout makes and clears one for each, and races two promises, which
 * takes longer than all of validation.
 */
export function beforeDeadline<T>(work: Promise<T>, remainingMs: number): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const deadline = { at: performance.now() + remainingMs - MARGIN_MS, expire: reject };
  begin(deadline);
  work.then(
    (value) => {
      end(deadline);
      resolve(value);
    },
    (error: unknown) => {
      end(deadline);
      reject(error);
    },
  );
  return promise;
}
