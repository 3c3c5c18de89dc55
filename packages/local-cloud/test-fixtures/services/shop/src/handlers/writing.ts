/** Writes in every way that a handler has, the last line without its end, and exits if asked to. */
export async function handler({ exits }: { readonly exits: boolean }): Promise<string> {
  const { log, error } = globalThis.console;
  log('by the console');
  error('by the console, as an error');
  process.stdout.write(new TextEncoder().encode('as bytes, Ærø\n'));
  await new Promise<void>((written) => process.stdout.write('in two ', () => written()));
  process.stdout.write('parts\n');
  if (exits) {
    process.stdout.write('without an end');
    process.exit(3);
  }
  return 'written';
}
