import { initialisedByLambda } from '../env.ts';

/**
 * Keeps what `make` answers. While Lambda initialises a function `make` is called at once, so that what throws there,
 * such as a missing setting, fails the start; elsewhere it is called when somebody asks. What is answered later is not
 * waited for; a failure of that is not kept, so that the next request tries again.
 */
export function wired<T>(make: () => T | Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;

  function keep(making: Promise<T>): Promise<T> {
    made = making.catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  }

  if (initialisedByLambda()) {
    // Whoever asks gets the error; until then nobody waits for it, which Node would take for an oversight.
    keep(Promise.resolve(make())).catch(() => undefined);
  }
  return () => made ?? keep((async () => make())());
}
