const arrivals: (() => void)[] = [];

/** Answers the trace of each invocation once `guests` of them are in this sandbox at the same time. */
export async function handler({ guests }: { readonly guests: number }): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<void>();
  arrivals.push(resolve);
  if (arrivals.length === guests) for (const arrive of arrivals) arrive();
  await promise;
  return process.env['_X_AMZN_TRACE_ID'];
}
