import { LogList, Overview } from '@tradewind/local-cloud/console/views';
import { useAnswer } from '../ask.ts';
import { counted } from '../format.ts';
import { ListHead } from '../parts/list-head.tsx';
import { useSteadyRows } from '../parts/steady-rows.ts';
import { addressOf, go, place } from '../place.ts';
import { LogLines } from './log-lines.tsx';

const FILTERS = ['text', 'level', 'function', 'requestId', 'correlationId'] as const;
const LEVELS = [
  ['', 'all'],
  ['info', 'info and above'],
  ['warn', 'warnings and errors'],
  ['error', 'errors'],
] as const;

/** What the functions wrote, newest first. */
export function LogsView() {
  const { query } = place.value;
  const values = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? '']));
  const asked = new URLSearchParams(values).toString();
  const { data, problem } = useAnswer(`/_console/logs?${asked}`, LogList);
  const overview = useAnswer('/_console/overview', Overview).data;
  const steady = useSteadyRows(data?.lines ?? [], asked, ({ id }) => id);
  const filter = (name: string, value: string) =>
    go(addressOf('/logs', { ...values, [name]: value }), { replace: true });
  const field = (name: (typeof FILTERS)[number], label: string) => (
    <label>
      {label}
      <input
        value={values[name]}
        spellcheck={false}
        onInput={({ currentTarget }) => filter(name, currentTarget.value)}
      />
    </label>
  );
  const filtered = FILTERS.some((name) => values[name] !== '');
  return (
    <section aria-label="Logs">
      <ListHead
        title="Logs"
        summary={data === undefined ? '' : `${counted(steady.rows.length, 'line')}, newest first`}
        held={steady.held}
        show={steady.show}
      >
        <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
          <label class="grow">
            Text
            <input
              type="search"
              data-filter
              value={values['text']}
              onInput={({ currentTarget }) => filter('text', currentTarget.value)}
            />
          </label>
          <label>
            Level
            <select value={values['level']} onChange={({ currentTarget }) => filter('level', currentTarget.value)}>
              {LEVELS.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label>
            Function
            <select
              value={values['function']}
              onChange={({ currentTarget }) => filter('function', currentTarget.value)}
            >
              <option value="">all</option>
              {overview?.services.map((service) => (
                <optgroup key={service.name} label={service.name}>
                  {service.functions.map(({ name, key }) => (
                    <option key={name} value={name}>
                      {key}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </label>
          {field('requestId', 'Request id')}
          {field('correlationId', 'Correlation id')}
        </form>
      </ListHead>
      {problem !== undefined && <p class="problem">{problem}</p>}
      {data !== undefined && steady.rows.length === 0 && (
        <p class="empty">
          {filtered
            ? 'No line fits the filter. '
            : 'No function has written anything yet. Send a request, and its lines appear here.'}
          {filtered && <a href="#/logs">Show all lines</a>}
        </p>
      )}
      <div {...steady.hold}>
        <LogLines lines={steady.rows} />
      </div>
    </section>
  );
}
