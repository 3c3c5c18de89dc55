import type { AwsAnswer } from '../aws/api.ts';
import { html, type Html } from '../front-door/html.ts';
import { PAGE_STYLE } from '../front-door/page-style.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { IdentityProvider } from './identity-providers.ts';

/** The stand-in of a provider: whoever one says to be there, one is. */
export function providerPage(request: AuthorizeRequest, providers: readonly IdentityProvider[]): AwsAnswer {
  const { identity_provider: chosen, ...carried } = request;
  const hidden = Object.entries(carried).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const offered = chosen === undefined ? providers : providers.filter(({ name }) => name === chosen);
  const buttons = offered.map(
    ({ name }) => html`<button name="identity_provider" value="${name}">Sign in with ${name}</button>`,
  );
  return page(
    'Sign in with a provider',
    html`<h1>Be somebody at a provider</h1>
      <p>Only on this machine: no provider is asked. The same id is the same person again.</p>
      <form method="post" action="/oauth2/idpresponse">
        ${hidden}
        <label>Id at the provider <input name="sub" required value="1001" /></label>
        <label>Email <input name="email" type="email" required autocomplete="off" /></label>
        <label>Email verified by the provider <input name="email_verified" value="true" list="verified" /></label>
        <datalist id="verified">
          <option value="true"></option>
          <option value="false"></option>
        </datalist>
        <label>Name <input name="name" autocomplete="off" /></label>
        ${buttons}
      </form>`,
  );
}

/** What a client would do something with. */
export function signedInPage(answer: Readonly<Record<string, string>>): AwsAnswer {
  const facts = Object.entries(answer).map(
    ([name, value]) =>
      html`<dt>${name}</dt>
        <dd>${value}</dd>`,
  );
  return page(
    'Back from signing in',
    html`<h1>What the client is told</h1>
      <dl>${facts}</dl>`,
  );
}

function page(title: string, content: Html): AwsAnswer {
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${{ markup: PAGE_STYLE }}
        </style>
      </head>
      <body>
        <main id="content">${content}</main>
      </body>
    </html>`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
  };
  return { status: 200, headers, body: markup };
}
