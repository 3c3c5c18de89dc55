import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Another process works on the same data. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
  /** What that process says about itself. */
  readonly greeting: string;

  constructor(greeting: string) {
    super('Tradewind already runs on these data.');
    this.greeting = greeting;
  }
}

export interface InstanceLock {
  release(): Promise<void>;
}

/**
 * Makes sure that one process at a time works on a data directory. The lock is a listening socket, so the kernel takes
 * it back however the process ends; a file with a process id would outlive a kill and lie after a reboot. Throws
 * AlreadyRunningError.
 */
export async function lockInstance(dataDir: string, greeting: string): Promise<InstanceLock> {
  const path = socketPath(dataDir);
  const running = await greetingOf(path);
  if (running !== undefined) throw new AlreadyRunningError(running);
  rmSync(path, { force: true });
  const server = createServer((socket) => socket.end(greeting));
  await listen(server, path);
  server.unref();
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** Short, since a socket's path may have some 100 characters only. */
function socketPath(dataDir: string): string {
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return join(tmpdir(), `tradewind-${digest}.sock`);
}

/** Undefined when nobody answers. */
function greetingOf(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(path);
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.on('end', () => resolve(text));
    socket.on('error', () => resolve(undefined));
  });
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
}
