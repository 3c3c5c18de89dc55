import { EventList, type EventView } from '@tradewind/local-cloud/console/views';
import { useAnswer } from '../ask.ts';
import { clockTime, counted, pretty, shortName } from '../format.ts';
import { ListHead } from '../parts/list-head.tsx';
import { useSteadyRows } from '../parts/steady-rows.ts';
import { addressOf, go, place } from '../place.ts';

/** The flow of events over the bus, newest first, with their payloads. */
export function EventsView() {
  const text = place.value.query.get('text') ?? '';
  const { data, problem } = useAnswer(`/_console/events?text=${encodeURIComponent(text)}`, EventList);
  const steady = useSteadyRows(data?.events ?? [], text, ({ id }) => id);
  return (
    <section aria-label="Events">
      <ListHead
        title="Events"
        summary={data === undefined ? '' : `${counted(steady.rows.length, 'event')}, newest first`}
        held={steady.held}
        show={steady.show}
      >
        <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
          <label class="grow">
            Type, id or anything in the payload
            <input
              type="search"
              data-filter
              value={text}
              placeholder="order-confirmed"
              onInput={({ currentTarget }) =>
                go(addressOf('/events', { text: currentTarget.value }), { replace: true })
              }
            />
          </label>
        </form>
      </ListHead>
      {problem !== undefined && <p class="problem">{problem}</p>}
      {data !== undefined && steady.rows.length === 0 && (
        <p class="empty">
          {text === '' ? 'No event since the start. A purchase publishes some.' : 'No event fits the filter. '}
          {text !== '' && <a href="#/events">Show all events</a>}
        </p>
      )}
      <div class="rows events" role="list" aria-label="Events" {...steady.hold}>
        {steady.rows.map((event) => (
          <div role="listitem" key={event.id}>
            <EventRow event={event} />
          </div>
        ))}
      </div>
    </section>
  );
}

function EventRow({ event }: { event: EventView }) {
  const consumers = event.rules.length === 0 ? 'nobody listens' : `→ ${event.rules.map(shortName).join(', ')}`;
  return (
    <details>
      <summary data-row>
        <time dateTime={new Date(event.at).toISOString()}>{clockTime(event.at)}</time>
        <span class="what">{event.detailType}</span>
        <span class="rules">{consumers}</span>
      </summary>
      <div class="fields">
        <p class="facts">
          <a href={`#/traces/${event.traceId}`}>Its trace</a>
          <span>
            from {event.source} on {shortName(event.bus)}
          </span>
          <code>{event.id}</code>
        </p>
        <pre tabIndex={0} aria-label="Payload">
          {pretty(event.detail)}
        </pre>
      </div>
    </details>
  );
}
