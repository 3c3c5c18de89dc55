import { useState } from 'preact/hooks';
import { RedriveResult, type QueueView } from '@tradewind/local-cloud/console/views';
import { ask } from '../ask.ts';
import { age, counted, shortName } from '../format.ts';
import { news } from '../live.ts';

/** Every queue with what waits in it and beside it what was given up, which can be sent back. */
export function Queues({ queues }: { queues: readonly QueueView[] }) {
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState<string>();
  const byName = new Map(queues.map((queue) => [queue.name, queue]));
  const sources = queues.filter(
    ({ deadLettersOf, name, deadLetterQueue }) =>
      deadLetterQueue !== undefined ||
      (deadLettersOf.length === 0 && !name.includes('dead-letter') && !name.includes('dlq')),
  );
  const failures = queues.filter((queue) => queue.deadLettersOf.length === 0 && !sources.includes(queue));
  const redrive = async (name: string) => {
    setBusy(name);
    try {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
      const { moved, stuck } = await ask(`/_console/queues/${encodeURIComponent(name)}/redrive`, RedriveResult, init);
      setTold(
        `${counted(moved, 'message')} sent back from ${shortName(name)}${stuck > 0 ? `, ${stuck} have no queue to go to` : ''}.`,
      );
      news.value += 1;
    } catch (error) {
      setTold(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <section aria-labelledby="queues" class="card">
      <h2 id="queues">Queues</h2>
      <div class="scroll">
        <table class="queues">
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th scope="col">Waiting</th>
              <th scope="col">In work</th>
              <th scope="col">Oldest</th>
              <th scope="col">Dead letters</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((queue) => {
              const dead = byName.get(queue.deadLetterQueue ?? '');
              return (
                <tr key={queue.name}>
                  <th scope="row">{shortName(queue.name)}</th>
                  <td>{queue.visible + queue.delayed}</td>
                  <td>{queue.inFlight}</td>
                  <td>{queue.oldestAgeSeconds === undefined ? '–' : age(queue.oldestAgeSeconds)}</td>
                  <td class="dead">
                    {dead === undefined ? (
                      '–'
                    ) : (
                      <DeadLetters queue={dead} busy={busy === dead.name} redrive={redrive} />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {failures.length > 0 && (
        <p class="quiet">
          Records that a stream or an asynchronous call gave up:{' '}
          {failures.map((queue) => `${shortName(queue.name)} ${queue.visible + queue.inFlight}`).join(', ')}
        </p>
      )}
      <p role="status" class="told">
        {told}
      </p>
    </section>
  );
}

interface DeadLettersProps {
  readonly queue: QueueView;
  readonly busy: boolean;
  readonly redrive: (name: string) => Promise<void>;
}

function DeadLetters({ queue, busy, redrive }: DeadLettersProps) {
  const count = queue.visible + queue.inFlight + queue.delayed;
  return (
    <>
      <span class={count > 0 ? 'badge bad' : 'badge none'}>{count}</span>
      <button
        type="button"
        disabled={count === 0 || busy}
        aria-label={`Redrive ${shortName(queue.name)}`}
        title="Send them back to where they came from"
        onClick={() => void redrive(queue.name)}
      >
        Redrive
      </button>
    </>
  );
}
