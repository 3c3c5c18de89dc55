import { startApis } from './running-apis.test-support.ts';

/**
 * Run as a process of its own by the tests that kill it: serves the APIs on the data directory given as argument and
 * prints the endpoint. The second argument says whether deliveries, or functions whose name ends in `slow`, never end.
 */
const [, , directory = '', mode] = process.argv;
const apis = await startApis({
  directory,
  ...(mode === 'deliveries-hang' && { deliver: () => new Promise<void>(() => undefined) }),
  ...(mode === 'slow-functions' && {
    invokeFunction: (name: string, payload: unknown) =>
      name.endsWith('slow') ? new Promise<never>(() => undefined) : Promise.resolve({ payload }),
  }),
});
process.stdin.on('end', () => process.exit()).resume();
process.stdout.write(`${apis.endpoint}\n`);
