import type { ComponentChildren } from 'preact';

interface ListHeadProps {
  readonly title: string;
  readonly summary: string;
  readonly held: number;
  readonly show: () => void;
  readonly children?: ComponentChildren;
}

/** A list's title, its filters, and the rows that wait; their place is kept, so that nothing moves when there are some. */
export function ListHead({ title, summary, held, show, children }: ListHeadProps) {
  return (
    <div class="list-head">
      <h1>{title}</h1>
      <p class="quiet">{summary}</p>
      <button type="button" class="held" onClick={show} disabled={held === 0} aria-live="polite">
        {held === 0 ? '' : `Show ${held} new`}
      </button>
      {children}
    </div>
  );
}
