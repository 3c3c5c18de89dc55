import { useAnswer } from '../ask.ts';
import { clockTime, counted, duration } from '../format.ts';
import { ListHead } from '../parts/list-head.tsx';
import { useSteadyRows } from '../parts/steady-rows.ts';
import { TryIt } from '../parts/try-it.tsx';
import { addressOf, go, place } from '../place.ts';
import { Overview, TraceList, type TraceSummary } from '@tradewind/local-cloud/console/views';

const ORIGINS = [
  ['request', 'Requests'],
  ['background', 'Background'],
  ['', 'All'],
] as const;

/** The latest traces, newest first. */
export function RequestsView() {
  const { query } = place.value;
  const text = query.get('text') ?? '';
  const origin = query.get('origin') ?? 'request';
  const failed = query.get('failed') ?? '';
  const asked = new URLSearchParams({ text, failed, ...(origin !== '' && { origin }) });
  const { data, problem } = useAnswer(`/_console/traces?${asked}`, TraceList);
  const steady = useSteadyRows(data?.traces ?? [], asked.toString(), ({ id }) => id);
  const filter = (changed: Record<string, string>) => {
    const next = { text, origin, failed, ...changed };
    const address = addressOf('/requests', next);
    go(next.origin === '' ? `${address}${address.includes('?') ? '&' : '?'}origin=` : address, { replace: true });
  };
  return (
    <section aria-label="Requests">
      <ListHead
        title="Requests"
        summary={data === undefined ? '' : `${counted(steady.rows.length, 'trace')} shown, ${data.kept} kept`}
        held={steady.held}
        show={steady.show}
      >
        <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
          <label class="grow">
            Path, status or trace id
            <input
              type="search"
              data-filter
              value={text}
              placeholder="checkouts"
              onInput={({ currentTarget }) => filter({ text: currentTarget.value })}
            />
          </label>
          <label>
            Show
            <select value={origin} onChange={({ currentTarget }) => filter({ origin: currentTarget.value })}>
              {ORIGINS.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label class="check">
            <input
              type="checkbox"
              checked={failed === 'true'}
              onChange={({ currentTarget }) => filter({ failed: currentTarget.checked ? 'true' : '' })}
            />
            Refused and failed only
          </label>
        </form>
      </ListHead>
      {problem !== undefined && <p class="problem">{problem}</p>}
      {data !== undefined && steady.rows.length === 0 ? (
        <NoRequests filtered={text !== '' || failed !== ''} />
      ) : (
        <div class="rows traces" role="list" aria-label="Traces" {...steady.hold}>
          {steady.rows.map((trace) => (
            <div role="listitem" key={trace.id}>
              <TraceRow trace={trace} />
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

function TraceRow({ trace }: { trace: TraceSummary }) {
  const { id, name, startedAt, durationMs, totalMs, status, error, spans, events, mails } = trace;
  const [method, path] = name.includes(' ') ? name.split(' ', 2) : ['', name];
  const counts = [counted(spans, 'span'), events > 0 && counted(events, 'event'), mails > 0 && counted(mails, 'mail')];
  const later = durationMs === undefined ? 0 : totalMs - durationMs;
  return (
    <a class="row" href={`#/traces/${id}`} data-row>
      <time dateTime={new Date(startedAt).toISOString()}>{clockTime(startedAt)}</time>
      <StatusBadge status={status} error={error} running={durationMs === undefined} />
      <span class="what">
        {method !== '' && <b>{method}</b>} <span>{path}</span>
      </span>
      <span class="counts">{counts.filter(Boolean).join(', ')}</span>
      <span class="took">
        {durationMs === undefined ? '…' : duration(durationMs)}
        {later >= 1 && <small title="Until everything that it caused was done"> +{duration(later)}</small>}
      </span>
    </a>
  );
}

interface StatusBadgeProps {
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly running: boolean;
}

export function StatusBadge({ status, error, running }: StatusBadgeProps) {
  if (running) return <span class="badge running">…</span>;
  if (status === undefined)
    return <span class={`badge ${error === undefined ? 'ok' : 'bad'}`}>{error === undefined ? 'done' : 'failed'}</span>;
  const tone = status >= 500 ? 'bad' : status >= 400 ? 'refused' : error === undefined ? 'ok' : 'odd';
  return (
    <span class={`badge ${tone}`} title={error}>
      {status}
    </span>
  );
}

function NoRequests({ filtered }: { filtered: boolean }) {
  const { data } = useAnswer(filtered ? undefined : '/_console/overview', Overview);
  if (filtered) {
    return (
      <p class="empty">
        Nothing fits the filter. <a href="#/requests">Show all requests</a>
      </p>
    );
  }
  return (
    <div class="empty">
      <p>No request since the start. Every request appears here with all that it causes.</p>
      {data !== undefined && <TryIt commands={data.tryIt} />}
    </div>
  );
}
