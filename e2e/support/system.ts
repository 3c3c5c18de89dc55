import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from './free-port.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const START_DEADLINE_MS = 90_000;
const STOP_DEADLINE_MS = 15_000;

export interface SystemOptions {
  readonly dataDir: string;
  readonly port?: number;
  readonly awsPort?: number;
}

/** The whole of Tradewind as `npm start` runs it, in a process of its own. */
export interface System {
  readonly url: string;
  readonly awsUrl: string;
  readonly port: number;
  readonly awsPort: number;
  /** All that it printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does and answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

async function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(`${reason}\n${output()}`));
    const timer = setTimeout(() => fail('Tradewind did not start in time.'), deadline - Date.now());
    child.stdout?.on('data', () => {
      if (!output().includes('Press Ctrl-C to stop')) return;
      clearTimeout(timer);
      resolve();
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      fail(`Tradewind ended with code ${code} before it was ready.`);
    });
  });
}

async function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  await once(child, 'exit', { signal: AbortSignal.timeout(STOP_DEADLINE_MS) });
  return child.exitCode;
}

/** Starts Tradewind on ports of its own and answers once it says that it is ready. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const port = options.port ?? (await freePort());
  const awsPort = options.awsPort ?? (await freePort());
  const child = spawn(process.execPath, ['tools/run.mjs', 'start'], {
    cwd: ROOT,
    env: {
      ...process.env,
      TRADEWIND_PORT: String(port),
      TRADEWIND_AWS_PORT: String(awsPort),
      TRADEWIND_DATA_DIR: options.dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let printed = '';
  const collect = (chunk: Buffer): void => {
    printed += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  await untilReady(child, () => printed);
  const signalGroup = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    awsUrl: `http://127.0.0.1:${awsPort}`,
    port,
    awsPort,
    output: () => printed,
    async stop() {
      child.kill('SIGINT');
      return exited(child);
    },
    async kill() {
      signalGroup('SIGKILL');
      await exited(child);
    },
  };
}
