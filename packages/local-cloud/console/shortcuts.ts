import { signal } from '@preact/signals';
import { paused } from './live.ts';
import { go } from './place.ts';

export const helpShown = signal(false);

export const VIEWS = [
  { key: '1', view: 'overview', label: 'Overview', address: '#/' },
  { key: '2', view: 'requests', label: 'Requests', address: '#/requests' },
  { key: '3', view: 'events', label: 'Events', address: '#/events' },
  { key: '4', view: 'logs', label: 'Logs', address: '#/logs' },
  { key: '5', view: 'mail', label: 'Mail', address: '#/mail' },
] as const;

export const SHORTCUTS = [
  ['1 – 5', 'go to a view'],
  ['j, k or ↓, ↑', 'next or previous row'],
  ['Enter', 'open the row'],
  ['→, ←', 'in a waterfall: open or close what is below a span'],
  ['/', 'to the filter'],
  ['p', 'pause or go on'],
  ['Esc', 'close details, leave the filter'],
  ['?', 'this help'],
] as const;

/** The keys that work everywhere. Letters typed into a field are the field's. */
export function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  if (target?.matches('input, select, textarea') === true) {
    if (event.key === 'Escape') target.blur();
    return;
  }
  if (helpShown.value) return;
  if (!act(event.key)) return;
  event.preventDefault();
}

function act(key: string): boolean {
  const view = VIEWS.find((candidate) => candidate.key === key);
  if (view !== undefined) go(view.address);
  else if (key === '?') helpShown.value = true;
  else if (key === 'p') paused.value = !paused.value;
  else if (key === '/') return focus(document.querySelector<HTMLElement>('[data-filter]'));
  else if (key === 'j' || key === 'ArrowDown') return moveRow(1);
  else if (key === 'k' || key === 'ArrowUp') return moveRow(-1);
  else return false;
  return true;
}

/** Moves the focus along the rows of the view. */
function moveRow(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at === -1 ? 0 : at + step;
  return focus(rows[Math.min(rows.length - 1, Math.max(0, next))] ?? null);
}

function focus(element: HTMLElement | null): boolean {
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
  return element !== null;
}
