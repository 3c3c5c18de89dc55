import { useEffect, useRef, useState } from 'preact/hooks';
import { TraceView, type SpanView } from '@tradewind/local-cloud/console/views';
import { useAnswer } from '../ask.ts';
import { clockTime, counted, duration } from '../format.ts';
import { addressOf, go, place } from '../place.ts';
import { StatusBadge } from './requests.tsx';
import { SpanDetails } from './span-details.tsx';
import { Waterfall } from './waterfall.tsx';

/** One trace: all that a request caused, as a waterfall, and the details of the chosen span. */
export function TraceScreen({ id }: { id: string }) {
  const { data, problem } = useAnswer(`/_console/traces/${encodeURIComponent(id)}`, TraceView);
  const chosenId = place.value.query.get('span') ?? undefined;
  const opener = useRef<HTMLElement | null>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const chosen = data?.spans.find((span) => span.id === chosenId);
  const [callsHidden, setCallsHidden] = useState(false);

  const choose = (span: SpanView, row: HTMLElement) => {
    opener.current = row;
    go(addressOf(`/traces/${id}`, { span: span.id === chosenId ? undefined : span.id }), { replace: true });
  };
  const close = () => {
    go(addressOf(`/traces/${id}`), { replace: true });
    opener.current?.focus();
  };
  useEffect(() => {
    if (chosenId === undefined) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [chosenId]);

  if (problem !== undefined) {
    return (
      <section class="empty">
        <h1>Trace</h1>
        <p>{problem} Only the latest are, in memory.</p>
        <p>
          <a href="#/requests">To the requests</a>
        </p>
      </section>
    );
  }
  if (data === undefined) return <p class="empty">Loading …</p>;
  const fold = (span: SpanView, closed: boolean) => {
    const next = new Set(folded);
    if (closed) next.add(span.id);
    else next.delete(span.id);
    setFolded(next);
  };
  return (
    <section aria-label="Trace" class={chosen === undefined ? 'trace' : 'trace with-details'}>
      <div class="trace-body">
        <TraceHead view={data} />
        <div class="waterfall-tools">
          <button type="button" aria-pressed={callsHidden} onClick={() => setCallsHidden(!callsHidden)}>
            Hide AWS calls
          </button>
        </div>
        <Waterfall
          spans={callsHidden ? withoutCalls(data.spans) : data.spans}
          chosenId={chosenId}
          folded={folded}
          choose={choose}
          fold={fold}
        />
        {data.dropped > 0 && <p class="quiet">{counted(data.dropped, 'more span')} not kept.</p>}
      </div>
      {chosen !== undefined && (
        <SpanDetails key={chosen.id} span={chosen} startedAt={data.summary.startedAt} close={close} />
      )}
    </section>
  );
}

/** Without the calls that caused nothing else: what is left is the way of the request. */
function withoutCalls(spans: readonly SpanView[]): SpanView[] {
  const parents = new Set(spans.map(({ parentId }) => parentId));
  return spans.filter(({ kind, id }) => kind !== 'aws' || parents.has(id));
}

function TraceHead({ view: { summary, spans } }: { view: TraceView }) {
  const { id, name, startedAt, durationMs, totalMs, status, error } = summary;
  const correlationId = spans.find(({ attributes }) => attributes['correlationId'] !== undefined)?.attributes[
    'correlationId'
  ];
  return (
    <header class="trace-head">
      <p>
        <a href="#/requests">← Requests</a>
      </p>
      <h1>
        <StatusBadge status={status} error={error} running={durationMs === undefined} /> {name}
      </h1>
      <p class="facts">
        <span>{clockTime(startedAt)}</span>
        <span>{durationMs === undefined ? 'under way' : `answered in ${duration(durationMs)}`}</span>
        {durationMs !== undefined && totalMs - durationMs >= 1 && <span>all done after {duration(totalMs)}</span>}
        <span>{counted(spans.length, 'span')}</span>
        <a href={addressOf('/logs', { correlationId: String(correlationId ?? id) })}>Log lines</a>
        <a href={addressOf('/events', { text: id })}>Events</a>
        <code>{id}</code>
      </p>
    </header>
  );
}
