import { useEffect, useRef } from 'preact/hooks';
import { connection, paused } from './live.ts';
import { Help } from './parts/help.tsx';
import { place } from './place.ts';
import { helpShown, onKey, VIEWS } from './shortcuts.ts';
import { EventsView } from './views/events.tsx';
import { LogsView } from './views/logs.tsx';
import { MailView } from './views/mail.tsx';
import { OverviewView } from './views/overview.tsx';
import { RequestsView } from './views/requests.tsx';
import { TraceScreen } from './views/trace.tsx';

const STATES = { connecting: 'Connecting', live: 'Live', lost: 'Connection lost' } as const;

export function App() {
  const content = useRef<HTMLElement>(null);
  const { view, id } = place.value;
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => {
    const label = VIEWS.find((candidate) => candidate.view === view)?.label ?? 'Trace';
    document.title = `${label} · Tradewind`;
    content.current?.scrollTo(0, 0);
  }, [view, id]);
  const toContent = (event: Event) => {
    event.preventDefault();
    content.current?.focus();
  };
  return (
    <>
      <a class="skip" href="#content" onClick={toContent}>
        Skip to content
      </a>
      <Header current={view === 'traces' ? 'requests' : view} />
      <main id="content" tabIndex={-1} ref={content}>
        <Screen />
      </main>
      <Help />
    </>
  );
}

function Header({ current }: { current: string }) {
  const state = paused.value ? 'Paused' : STATES[connection.value];
  return (
    <header class="bar">
      <a class="brand" href="#/" aria-label="Tradewind, overview">
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path d="M3 15c5-1 7-5 7-11 5 2 8 6 8 11M2 18c4 3 16 3 20 0" />
        </svg>
        <span>Tradewind</span>
      </a>
      <nav aria-label="Views">
        {VIEWS.map(({ view, label, address }) => (
          <a key={view} href={address} aria-current={view === current ? 'page' : undefined}>
            {label}
          </a>
        ))}
        <a href="/docs" class="outward">
          API docs
        </a>
      </nav>
      <div class="controls">
        <span class={`state ${paused.value ? 'paused' : connection.value}`} role="status">
          {state}
        </span>
        <button type="button" aria-pressed={paused.value} onClick={() => (paused.value = !paused.value)}>
          Pause
        </button>
        <button type="button" aria-label="Keyboard shortcuts" onClick={() => (helpShown.value = true)}>
          ?
        </button>
      </div>
    </header>
  );
}

function Screen() {
  const { view, id } = place.value;
  if (view === 'overview') return <OverviewView />;
  if (view === 'requests') return <RequestsView />;
  if (view === 'traces' && id !== undefined) return <TraceScreen key={id} id={id} />;
  if (view === 'events') return <EventsView />;
  if (view === 'logs') return <LogsView />;
  if (view === 'mail') return <MailView id={id} />;
  return (
    <section class="empty">
      <h1>There is no such view</h1>
      <p>
        <a href="#/">To the overview</a>
      </p>
    </section>
  );
}
