import { startApis } from './running-apis.test-support.ts';

/**
 * Run as a process of its own by the tests that kill it: serves the APIs on the data directory given as argument and
 * prints the endpoint. Deliveries never end when the second argument says so.
 */
const [, , directory = '', mode] = process.argv;
const apis = await startApis({
  directory,
  ...(mode === 'deliveries-hang' && { deliver: () => new Promise<void>(() => undefined) }),
  ...(mode === 'functions-hang' && { invokeFunction: () => new Promise<never>(() => undefined) }),
});
process.stdout.write(`${apis.endpoint}\n`);
