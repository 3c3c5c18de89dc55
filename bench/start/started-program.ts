import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);
const STOP_MS = 10_000;

/** A program with all the processes that it starts. */
export class StartedProgram {
  readonly #child: ChildProcess;
  #output = '';

  constructor(args: readonly string[], options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }) {
    this.#child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const collect = (chunk: Buffer): void => {
      this.#output += chunk.toString('utf8');
    };
    this.#child.stdout?.on('data', collect);
    this.#child.stderr?.on('data', collect);
  }

  /** Whether it has printed this. */
  printed(text: string): boolean {
    return this.#output.includes(text);
  }

  /** Throws what the program printed if it has ended. */
  requireRunning(): void {
    if (this.#child.exitCode === null) return;
    throw new Error(`A program ended with code ${this.#child.exitCode}:\n${this.#output}`);
  }

  /** Resident memory of the program and everything below it, in MB. */
  async megabytes(): Promise<number> {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
    const processes = stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number));
    const below = (parent: number | undefined): number =>
      processes
        .filter(([, ppid]) => ppid === parent)
        .reduce((sum, [pid, , kilobytes = 0]) => sum + kilobytes + below(pid), 0);
    const own = processes.find(([pid]) => pid === this.#child.pid)?.[2] ?? 0;
    return (own + below(this.#child.pid)) / 1024;
  }

  /** Ends it as Ctrl-C does, and with force if that takes too long. */
  async stop(): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    process.kill(-pid, 'SIGINT');
    const force = setTimeout(() => process.kill(-pid, 'SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(force);
  }
}
