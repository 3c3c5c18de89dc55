// oxlint-disable-next-line import/no-unassigned-import -- it is there for what it does, before anything else
import './no-evaluation.ts';
import { render } from 'preact';
import { App } from './app.tsx';
import { listen } from './live.ts';

// What the server wrote is for browsers without scripts; from here on the page is ours.
document.body.replaceChildren();
document.querySelector('link[href="/assets/pages.css"]')?.remove();
document.body.classList.add('console');
listen();
render(<App />, document.body);
