import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The APIs in a process that can be killed as `kill -9` does. */
export async function startKillableApis(directory: string, mode?: 'deliveries-hang' | 'slow-functions') {
  const script = join(import.meta.dirname, 'apis-process.test-support.ts');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, directory, ...(mode === undefined ? [] : [mode])],
    // Its input is tied to us: when we end in whatever way, so does it.
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [endpoint] = await Promise.race([
    once(lines, 'line'),
    exited.then(() => Promise.reject(new Error('The process of the APIs ended before it served.'))),
  ]);
  return {
    endpoint: String(endpoint),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
