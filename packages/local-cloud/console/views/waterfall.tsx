import { useRef, useState } from 'preact/hooks';
import type { SpanView } from '@tradewind/local-cloud/console/views';
import { duration, shortName } from '../format.ts';

export const KINDS: Readonly<Record<SpanView['kind'], string>> = {
  gateway: 'Gateway',
  function: 'Function',
  aws: 'AWS call',
  execution: 'Saga',
  state: 'Step',
  event: 'Event',
  delivery: 'Delivery',
  queue: 'Queue',
  'dead-letter': 'Dead letter',
  mail: 'Mail',
};

interface WaterfallProps {
  readonly spans: readonly SpanView[];
  readonly chosenId: string | undefined;
  readonly folded: ReadonlySet<string>;
  readonly choose: (span: SpanView, row: HTMLElement) => void;
  readonly fold: (span: SpanView, close: boolean) => void;
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** The spans as a tree beside their bars over time. One row is in the tab order; arrows move along the others. */
export function Waterfall({ spans, chosenId, folded, choose, fold }: WaterfallProps) {
  const table = useRef<HTMLTableElement>(null);
  const parents = new Set(spans.map(({ parentId }) => parentId));
  const rows = visible(spans, folded);
  const [current, setCurrent] = useState(chosenId ?? rows[0]?.id);
  const reachable = rows.some(({ id }) => id === current) ? current : rows[0]?.id;
  const total = Math.max(1, ...spans.map(({ offsetMs, durationMs }) => offsetMs + durationMs));
  const onKey = (event: KeyboardEvent, span: SpanView) => {
    const row = event.currentTarget;
    if (!(row instanceof HTMLElement)) return;
    if (event.key === 'Enter' || event.key === ' ') choose(span, row);
    else if (event.key === 'ArrowRight' && parents.has(span.id)) fold(span, false);
    else if (event.key === 'ArrowLeft' && parents.has(span.id) && !folded.has(span.id)) fold(span, true);
    else if (event.key === 'ArrowLeft' && span.parentId !== undefined) focusRow(table.current, span.parentId);
    else if (event.key === 'Home') focusRow(table.current, rows[0]?.id);
    else if (event.key === 'End') focusRow(table.current, rows.at(-1)?.id);
    else return;
    event.preventDefault();
  };
  return (
    <table class="waterfall" role="treegrid" aria-label="Waterfall" ref={table}>
      <thead>
        <tr>
          <th scope="col">Span</th>
          <th scope="col" class="took">
            Took
          </th>
          <th scope="col" class="time" aria-label={`Time, ${duration(total)} in all`}>
            {TICKS.map((part) => (
              <span key={part} style={{ left: `${part * 100}%` }}>
                {duration(total * part)}
              </span>
            ))}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((span) => (
          <tr
            key={span.id}
            data-row
            data-span={span.id}
            data-kind={span.kind}
            tabIndex={span.id === reachable ? 0 : -1}
            aria-level={span.depth + 1}
            aria-selected={span.id === chosenId}
            aria-expanded={parents.has(span.id) ? !folded.has(span.id) : undefined}
            onFocus={() => setCurrent(span.id)}
            onClick={({ currentTarget }) => choose(span, currentTarget)}
            onKeyDown={(event) => onKey(event, span)}
          >
            <Name span={span} open={parents.has(span.id) ? !folded.has(span.id) : undefined} fold={fold} />
            <td class="took">{span.running ? '…' : duration(span.durationMs)}</td>
            <td class="time">
              <Bar span={span} total={total} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Name({ span, open, fold }: { span: SpanView; open: boolean | undefined; fold: WaterfallProps['fold'] }) {
  const toggle = (event: Event) => {
    event.stopPropagation();
    fold(span, open === true);
  };
  return (
    <th scope="row" class="name">
      <span class="indent" style={{ width: `${Math.min(span.depth, 12) * 0.85}rem` }} />
      <span
        class={open === undefined ? 'toggle none' : 'toggle'}
        aria-hidden="true"
        onClick={open === undefined ? undefined : toggle}
      >
        {open === undefined ? '' : open ? '▾' : '▸'}
      </span>
      <span class="kind">{KINDS[span.kind]}</span>{' '}
      <span class="label" title={span.name}>
        {shortName(span.name)}
      </span>{' '}
      <span class="hint">{hintOf(span)}</span> {span.attributes['coldStart'] === true && <span class="tag">cold</span>}{' '}
      {span.shared && (
        <span class="tag" title="This invocation was not called by the request itself">
          async
        </span>
      )}
      {span.error !== undefined && (
        <span class="tag bad" title={span.error}>
          {span.error.split(':')[0]}
        </span>
      )}
    </th>
  );
}

function Bar({ span, total }: { span: SpanView; total: number }) {
  const left = (span.offsetMs / total) * 100;
  const width = (span.durationMs / total) * 100;
  const classes = ['fill', span.error !== undefined && 'bad', span.running && 'running'].filter(Boolean).join(' ');
  return (
    <span class="track" aria-hidden="true">
      <span class={classes} style={{ left: `${Math.min(left, 99.7)}%`, width: `${Math.max(width, 0.3)}%` }} />
    </span>
  );
}

/** What a call is about, beside its name. */
function hintOf({ kind, attributes }: SpanView): string {
  if (kind !== 'aws') return '';
  const about = attributes['tableName'] ?? attributes['queueUrl'] ?? attributes['name'];
  return about === undefined ? '' : shortName(String(about));
}

/** The rows whose ancestors are all open. */
function visible(spans: readonly SpanView[], folded: ReadonlySet<string>): SpanView[] {
  const hidden = new Set<string>();
  return spans.filter((span) => {
    const below = span.parentId !== undefined && (folded.has(span.parentId) || hidden.has(span.parentId));
    if (below) hidden.add(span.id);
    return !below;
  });
}

function focusRow(table: HTMLTableElement | null, id: string | undefined): void {
  const row = table?.querySelector<HTMLElement>(`[data-span="${id ?? ''}"]`);
  row?.focus();
}
