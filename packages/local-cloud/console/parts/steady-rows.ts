import { useRef, useState } from 'preact/hooks';

export interface SteadyRows<Row> {
  /** What to show now. */
  readonly rows: readonly Row[];
  /** How many are held back while somebody points at the list or moves along it. */
  readonly held: number;
  show(): void;
  /** For the list's element. */
  readonly hold: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocusIn: () => void;
    readonly onFocusOut: () => void;
  };
}

/**
 * A live list that does not move under the pointer or the focus: new rows wait until both are gone or they are asked
 * for. `question` is what the rows answer; another question is shown at once.
 */
export function useSteadyRows<Row>(
  latest: readonly Row[],
  question: string,
  idOf: (row: Row) => string | number,
): SteadyRows<Row> {
  const shown = useRef<{ rows: readonly Row[]; question: string }>({ rows: [], question });
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [, redraw] = useState(0);
  const holding = (pointed || focused) && shown.current.question === question && shown.current.rows.length > 0;
  if (!holding) shown.current = { rows: latest, question };
  else {
    // What is shown may still change in itself: a request that is answered, a trace that grows.
    const byId = new Map(latest.map((row) => [idOf(row), row]));
    shown.current = { question, rows: shown.current.rows.map((row) => byId.get(idOf(row)) ?? row) };
  }
  const ids = new Set(shown.current.rows.map(idOf));
  return {
    rows: shown.current.rows,
    held: holding ? latest.filter((row) => !ids.has(idOf(row))).length : 0,
    show: () => {
      shown.current = { rows: latest, question };
      redraw((count) => count + 1);
    },
    hold: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocusIn: () => setFocused(true),
      onFocusOut: () => setFocused(false),
    },
  };
}
