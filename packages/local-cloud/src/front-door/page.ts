import type { GatewayResponse } from './gateway-response.ts';
import { html, type Html } from './html.ts';

export const STYLESHEET_PATH = '/assets/pages.css';

/** As the pages below, with the console's own script and what it asks of the front door. */
export const CONSOLE_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Nothing but our own stylesheet and frames; there is no script to allow. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A mail's own HTML: shown without scripts, forms, plugins or anything from elsewhere, and only inside of our page. */
const MAIL_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** A page of ours around `content`. */
export function page(title: string, content: Html, status = 200): GatewayResponse {
  return respond(status, 'text/html; charset=utf-8', pageMarkup(title, content), PAGE_POLICY);
}

/** A page of ours that the console's script takes over; without scripts it stays what it is. */
export function consolePage(title: string, content: Html): GatewayResponse {
  const head = html`<link rel="stylesheet" href="/_console/console.css" />
    <script type="module" src="/_console/console.js"></script>`;
  return respond(200, 'text/html; charset=utf-8', pageMarkup(title, content, head), CONSOLE_POLICY);
}

function pageMarkup(title: string, content: Html, head?: Html): string {
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${STYLESHEET_PATH}" />
        ${head}
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header>
          <nav aria-label="Tradewind">
            <a href="/">Tradewind</a> <a href="/docs">API docs</a> <a href="/mailbox">Mailbox</a>
          </nav>
        </header>
        <main id="content" tabindex="-1">${content}</main>
      </body>
    </html>`;
  return markup;
}

/** A mail's HTML on its own, for the frame that shows it. */
export function mailDocument(markup: string): GatewayResponse {
  return respond(200, 'text/html; charset=utf-8', markup, MAIL_POLICY);
}

export function stylesheet(text: string): GatewayResponse {
  return respond(200, 'text/css; charset=utf-8', text, PAGE_POLICY);
}

export function json(value: unknown, status = 200): GatewayResponse {
  return respond(status, 'application/json', JSON.stringify(value), PAGE_POLICY);
}

function respond(status: number, contentType: string, text: string, policy: string): GatewayResponse {
  const headers = { ...SECURITY_HEADERS, 'content-type': contentType, 'content-security-policy': policy };
  return { status, headers, body: Buffer.from(text) };
}
