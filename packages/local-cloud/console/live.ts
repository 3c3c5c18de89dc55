import { effect, signal } from '@preact/signals';

/** Grows when there is something new to ask for. */
export const news = signal(0);
export const paused = signal(false);
export type Connection = 'connecting' | 'live' | 'lost';
export const connection = signal<Connection>('connecting');

/** Listens to the server as long as the page is open; the browser connects again by itself. */
export function listen(): void {
  const source = new EventSource('/_console/live');
  let missed = false;
  source.addEventListener('open', () => {
    connection.value = 'live';
  });
  source.addEventListener('error', () => {
    connection.value = 'lost';
  });
  source.addEventListener('change', () => {
    if (paused.value) missed = true;
    else news.value += 1;
  });
  effect(() => {
    if (paused.value || !missed) return;
    missed = false;
    news.value = news.peek() + 1;
  });
}
