import { useEffect, useRef } from 'preact/hooks';
import { EventList, LogList, type SpanView } from '@tradewind/local-cloud/console/views';
import { useAnswer } from '../ask.ts';
import { clockTime, duration, pretty } from '../format.ts';
import { LogLines } from './log-lines.tsx';
import { KINDS } from './waterfall.tsx';

interface SpanDetailsProps {
  readonly span: SpanView;
  readonly startedAt: number;
  readonly close: () => void;
}

/** What is known of one span: its attributes, the lines that its invocation wrote, the payload of an event, the mail. */
export function SpanDetails({ span, startedAt, close }: SpanDetailsProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const requestId = span.kind === 'function' || span.kind === 'gateway' ? textOf(span, 'awsRequestId') : undefined;
  const eventId = span.kind === 'event' ? textOf(span, 'eventId') : undefined;
  const mail = textOf(span, 'mail');
  return (
    <aside class="details" aria-label="Span details" tabIndex={-1} ref={panel} data-kind={span.kind}>
      <div class="details-head">
        <p class="kind">{KINDS[span.kind]}</p>
        <button type="button" onClick={close} aria-label="Close details">
          ✕
        </button>
      </div>
      <h2>{span.name}</h2>
      {span.error !== undefined && <p class="problem">{span.error}</p>}
      <dl>
        <dt>Began</dt>
        <dd>
          {clockTime(startedAt + span.offsetMs)} <span class="quiet">(+{duration(Math.max(0, span.offsetMs))})</span>
        </dd>
        <dt>Took</dt>
        <dd>{span.running ? 'under way' : duration(span.durationMs)}</dd>
        {Object.entries(span.attributes).map(([name, value]) => (
          <Attribute key={name} name={name} value={String(value)} />
        ))}
      </dl>
      {mail !== undefined && (
        <p>
          <a href={`#/mail/${encodeURIComponent(mail)}`}>Read the mail</a>
        </p>
      )}
      {eventId !== undefined && <Payload eventId={eventId} />}
      {requestId !== undefined && <InvocationLog requestId={requestId} />}
    </aside>
  );
}

function Attribute({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name.replaceAll(/([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`)}</dt>
      <dd>
        <code>{value === '' ? '–' : value}</code>
      </dd>
    </>
  );
}

function Payload({ eventId }: { eventId: string }) {
  const { data } = useAnswer(`/_console/events?text=${encodeURIComponent(eventId)}`, EventList);
  const event = data?.events.find(({ id }) => id === eventId);
  if (event === undefined) return null;
  return (
    <>
      <h3>Payload</h3>
      <pre tabIndex={0} aria-label="Payload">
        {pretty(event.detail)}
      </pre>
    </>
  );
}

function InvocationLog({ requestId }: { requestId: string }) {
  const { data } = useAnswer(`/_console/logs?requestId=${encodeURIComponent(requestId)}`, LogList);
  if (data === undefined) return null;
  return (
    <>
      <h3>Log</h3>
      {data.lines.length === 0 ? <p class="quiet">It wrote nothing.</p> : <LogLines lines={data.lines.toReversed()} />}
    </>
  );
}

function textOf({ attributes }: SpanView, name: string): string | undefined {
  const value = attributes[name];
  return typeof value === 'string' ? value : undefined;
}
