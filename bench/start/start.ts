import { eventually } from '@tradewind/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { GOALS } from '../budgets.ts';
import type { BenchResult } from '../figures.ts';
import { Shop } from '../http-load/shop.ts';
import { StartedProgram } from './started-program.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEADLINE = { timeoutMs: 180_000, intervalMs: 20 };
const PURCHASES = 50;
/** All services that have HTTP functions. */
const OFFLINE_SERVICES = ['platform', 'identity', 'catalog', 'inventory', 'carts', 'orders', 'payments'];

type Row = readonly [part: string, seconds: number | string, megabytes: number];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}

const Page = z.object({ data: z.array(z.unknown()).check(z.minLength(1)) });

interface Running {
  readonly program: StartedProgram;
  readonly url: string;
  readonly seconds: number;
}

/** Starts Tradewind, runs the work against it once it says that it is ready, and ends it. */
async function withTradewind(dataDir: string, work: (running: Running) => Promise<void>): Promise<void> {
  const port = await freePort();
  const awsPort = await freePort();
  const env = {
    ...process.env,
    TRADEWIND_PORT: String(port),
    TRADEWIND_AWS_PORT: String(awsPort),
    TRADEWIND_DATA_DIR: dataDir,
  };
  const started = performance.now();
  const program = new StartedProgram(['tools/run.mjs', 'start'], { cwd: ROOT, env });
  try {
    const url = `http://127.0.0.1:${port}`;
    await eventually(async () => {
      program.requireRunning();
      Page.parse(await (await fetch(`${url}/v1/products?limit=1`)).json());
    }, DEADLINE);
    const seconds = (performance.now() - started) / 1000;
    await eventually(() => {
      if (!program.printed('Press Ctrl-C to stop')) throw new Error('Tradewind does not become ready.');
    }, DEADLINE);
    await work({ program, url, seconds });
  } finally {
    await program.stop();
  }
}

async function tradewind(rows: Row[]): Promise<{ seconds: number; megabytes: number }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
  const figures = { seconds: 0, megabytes: 0 };
  try {
    await withTradewind(dataDir, async ({ program, seconds }) => {
      figures.seconds = seconds;
      rows.push(['npm start, the first of all: bundles and seeds', seconds, await program.megabytes()]);
    });
    await withTradewind(dataDir, async ({ program, url, seconds }) => {
      rows.push(['npm start, again', seconds, await program.megabytes()]);
      const shop = new Shop(url);
      await shop.prepare();
      await shop.list();
      await shop.product();
      rows.push(['after lists and products', '', await program.megabytes()]);
      await shop.wholeCheckout();
      figures.megabytes = await program.megabytes();
      rows.push(['after a purchase', '', figures.megabytes]);
      for (let index = 1; index < PURCHASES; index += 1) await shop.wholeCheckout();
      rows.push([`after ${PURCHASES} purchases`, '', await program.megabytes()]);
      shop.close();
    });
    return figures;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Starts them at once, as a developer would; counts until each answers anything at all, which is less than a success. */
async function offline(rows: Row[]): Promise<{ seconds: number; megabytes: number }> {
  const sls = join(ROOT, 'node_modules/serverless/bin/serverless.js');
  const started = performance.now();
  const programs = await Promise.all(
    OFFLINE_SERVICES.map(async (service) => {
      const ports = [await freePort(), await freePort()];
      const args = ['offline', '--httpPort', String(ports[0]), '--lambdaPort', String(ports[1])];
      const program = new StartedProgram([sls, ...args], { cwd: join(ROOT, 'services', service), env: process.env });
      return { service, program, url: `http://127.0.0.1:${ports[0]}/` };
    }),
  );
  try {
    await Promise.all(
      programs.map(({ program, url }) =>
        eventually(async () => {
          program.requireRunning();
          await (await fetch(url)).arrayBuffer();
        }, DEADLINE),
      ),
    );
    const seconds = (performance.now() - started) / 1000;
    const sizes = await Promise.all(programs.map(({ program }) => program.megabytes()));
    const megabytes = sizes.reduce((sum, size) => sum + size, 0);
    rows.push([`${programs.length} × sls offline, at once; no cloud behind them`, seconds, megabytes]);
    return { seconds, megabytes };
  } finally {
    await Promise.all(programs.map(async ({ program }) => program.stop()));
  }
}

/** Time to the first answer and resident memory: the whole of Tradewind against one serverless-offline per service. */
export async function startBench(): Promise<BenchResult> {
  const rows: Row[] = [];
  const own = await tradewind(rows);
  const peers = await offline(rows);
  return {
    table: [['part', 's to the first answer', 'MB'], ...rows],
    figures: [
      { name: 'npm start to the first successful request', value: own.seconds, unit: 's', goal: GOALS.startSeconds },
      { name: 'that over one offline process per service', value: own.seconds / peers.seconds },
      { name: 'memory after a purchase', value: own.megabytes, unit: 'MB', goal: GOALS.memoryMegabytes },
      { name: 'that over one offline process per service, idle', value: own.megabytes / peers.megabytes },
    ],
  };
}
