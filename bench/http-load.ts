import { parseArgs } from 'node:util';
import { load } from './http-load/load.ts';
import { Shop } from './http-load/shop.ts';

/**
 * Published figures of two peers for the same four jobs, at concurrency 16 on two cores, database included:
 * Vendure 3.7.3 on PostgreSQL and Medusa 2.21.2.
 */
const PEERS: Readonly<Record<string, { vendure: number; medusa: number }>> = {
  list: { vendure: 317, medusa: 45 },
  product: { vendure: 127, medusa: 36 },
  'cart and item': { vendure: 36, medusa: 5.3 },
  'whole checkout': { vendure: 7.65, medusa: 0.95 },
};
const CONCURRENCIES = [1, 16, 64];
/** A server that has just started still compiles itself; the peers were measured while they ran. */
const WARM_UP = { clients: 16, ms: 10_000 };

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: process.env['TRADEWIND_URL'] ?? 'http://localhost:4000' },
    seconds: { type: 'string', default: '8' },
  },
});

const shop = new Shop(values.url);
await shop.prepare();
const jobs: Readonly<Record<string, () => Promise<void>>> = {
  list: async () => shop.list(),
  product: async () => shop.product(),
  'cart and item': async () => shop.cartAndItem(),
  'whole checkout': async () => shop.wholeCheckout(),
};

process.stdout.write('job             at   per s   p50 ms   p99 ms  failed  × Vendure  × Medusa\n');
for (const [name, job] of Object.entries(jobs)) {
  await load(job, WARM_UP.clients, WARM_UP.ms);
  for (const concurrency of CONCURRENCIES) {
    const { perSecond, p50, p99, failures } = await load(job, concurrency, Number(values.seconds) * 1000);
    const peers = concurrency === 16 ? PEERS[name] : undefined;
    const cells = [
      name.padEnd(14),
      String(concurrency).padStart(3),
      perSecond.toFixed(1).padStart(7),
      p50.toFixed(1).padStart(8),
      p99.toFixed(1).padStart(8),
      String(failures).padStart(7),
      (peers === undefined ? '' : (perSecond / peers.vendure).toFixed(2)).padStart(10),
      (peers === undefined ? '' : (perSecond / peers.medusa).toFixed(1)).padStart(9),
    ];
    process.stdout.write(`${cells.join(' ')}\n`);
  }
}
shop.close();
