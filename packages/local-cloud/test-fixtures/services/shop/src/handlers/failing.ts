/** A failure whose name is its code, as the saga's steps throw them. */
export async function broken(): Promise<never> {
  const error = new Error('It is broken.');
  error.name = 'shop.broken';
  throw error;
}

export async function hanging(): Promise<never> {
  return new Promise(() => setInterval(() => undefined, 1000));
}

/** Takes its sandbox down by something that nobody awaits. */
export async function crashing(): Promise<never> {
  setImmediate(() => void Promise.reject(new TypeError('Nobody awaited this.')));
  return hanging();
}

export async function exiting(): Promise<never> {
  process.exit(3);
}
