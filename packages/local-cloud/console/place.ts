import { computed, signal } from '@preact/signals';

/** Where in the page one is, as the address says after `#`: `/traces/6b01…?span=53995c3f42cd8ad8`. */
export interface Place {
  readonly view: string;
  readonly id: string | undefined;
  readonly query: URLSearchParams;
}

const hash = signal(location.hash);

globalThis.addEventListener('hashchange', () => {
  hash.value = location.hash;
});

export const place = computed((): Place => {
  const url = new URL(hash.value.slice(1) || '/', 'http://page');
  const [view = '', id] = url.pathname.split('/').slice(1).map(decodeURIComponent);
  return { view: view === '' ? 'overview' : view, id, query: url.searchParams };
});

/** The address of a place; empty values are left out. */
export function addressOf(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') values.set(name, value);
  return values.size === 0 ? `#${path}` : `#${path}?${values}`;
}

/** Goes to an address; `replace` leaves no step in the history, as for every letter of a filter. */
export function go(address: string, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(null, '', address);
    hash.value = address;
  } else location.hash = address;
}
