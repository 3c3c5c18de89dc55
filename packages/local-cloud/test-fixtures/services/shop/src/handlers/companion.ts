import { once } from 'node:events';
import { BroadcastChannel } from 'node:worker_threads';

type Act = 'wait' | 'hang' | 'crash';

/** Shares its sandbox with calls that go wrong: it waits for a word from the test, never ends, or ends the sandbox. */
export async function handler({ act, word }: { readonly act: Act; readonly word: string }): Promise<string> {
  if (act === 'crash') setImmediate(() => void Promise.reject(new TypeError('Nobody awaited this.')));
  if (act !== 'wait') return new Promise(() => undefined);
  const channel = new BroadcastChannel(word);
  await once(channel, 'message');
  channel.close();
  return word;
}
