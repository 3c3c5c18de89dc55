import { join } from 'node:path';
import { startCloud } from '../src/index.ts';

/** The fixture service in a process of its own, to be killed: `node run-cloud.ts <data directory>`. */
const cloud = await startCloud({
  root: join(import.meta.dirname, '../../..'),
  servicesDirectory: join(import.meta.dirname, 'services'),
  dataDir: process.argv[2] ?? '',
});
process.stdout.write(`${JSON.stringify({ url: cloud.url, endpoint: cloud.endpoint })}\n`);
