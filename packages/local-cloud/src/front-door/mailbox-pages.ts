import type { Mail, Mailbox } from '../ses/mailbox.ts';
import type { GatewayResponse } from './gateway-response.ts';
import { html, type Html } from './html.ts';
import { json, mailDocument, page } from './page.ts';

const LIST_LIMIT = 100;
const MOST_MESSAGES = 500;

/** `/mailbox`: the newest mails, all or of one address. Forms and links only, so that it works without scripts. */
export function mailboxList(mailbox: Mailbox, query: URLSearchParams): GatewayResponse {
  const to = query.get('to')?.trim() ?? '';
  const mails = mailbox.list({ limit: LIST_LIMIT, ...(to !== '' && { to }) });
  return page(
    'Mailbox · Tradewind',
    html`<h1>Mailbox</h1>
      <p class="quiet">Every mail that the system sent ends here, newest first. Nothing leaves this machine.</p>
      <form method="get" action="/mailbox" role="search">
        <label
          >Only mail to
          <input type="search" name="to" value="${to}" placeholder="shopper@tradewind.test" autocomplete="off"
        /></label>
        <button>Show</button>
      </form>
      ${mails.length === 0 ? empty(to) : table(mails)}`,
  );
}

/** `/mailbox/{id}`: one mail; its HTML is shown in a sandboxed frame. */
export function mailboxMail(mailbox: Mailbox, id: string): GatewayResponse {
  const mail = mailbox.get(id);
  if (mail === undefined) return mailNotFound();
  return page(
    `${mail.subject} · Tradewind`,
    html`<p><a href="/mailbox">← All mail</a></p>
      <h1>${mail.subject}</h1>
      <dl>
        <dt>From</dt>
        <dd>${mail.from}</dd>
        <dt>To</dt>
        <dd>${mail.to.join(', ')}</dd>
        ${
          mail.cc.length > 0
            ? html`<dt>Cc</dt>
                <dd>${mail.cc.join(', ')}</dd>`
            : undefined
        }
        <dt>Sent</dt>
        <dd>${moment(mail.sentAt)}</dd>
      </dl>
      ${mail.html === '' ? undefined : htmlPart(mail)}
      ${
        mail.text === ''
          ? undefined
          : html`<h2>Text</h2>
              <pre>${mail.text}</pre>`
      }`,
  );
}

/** `/mailbox/{id}/html`: what the frame shows. */
export function mailboxHtml(mailbox: Mailbox, id: string): GatewayResponse {
  const mail = mailbox.get(id);
  return mail === undefined ? mailNotFound() : mailDocument(mail.html);
}

/** `/mailbox/messages`: the same as JSON, for tests and tools: `{ messages: [...] }`, newest first; `to`, `limit`. */
export function mailboxMessages(mailbox: Mailbox, query: URLSearchParams): GatewayResponse {
  const to = query.get('to');
  const wanted = Number(query.get('limit') ?? LIST_LIMIT);
  const limit = Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, MOST_MESSAGES) : LIST_LIMIT;
  return json({ messages: mailbox.list({ limit, ...(to !== null && { to }) }) });
}

function mailNotFound(): GatewayResponse {
  return page(
    'Not found · Tradewind',
    html`<h1>There is no such mail</h1>
      <p><a href="/mailbox">Back to the mailbox</a></p>`,
    404,
  );
}

function empty(to: string): Html {
  return to === '' ? html`<p>No mail yet.</p>` : html`<p>No mail to ${to}. <a href="/mailbox">Show all</a></p>`;
}

function table(mails: readonly Mail[]): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Subject</th>
        <th scope="col">To</th>
        <th scope="col">Sent</th>
      </tr>
    </thead>
    <tbody>
      ${mails.map(
        (mail) =>
          html`<tr>
            <td><a href="/mailbox/${mail.id}">${mail.subject === '' ? '(no subject)' : mail.subject}</a></td>
            <td class="address">${mail.to.join(', ')}</td>
            <td>${moment(mail.sentAt)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function htmlPart(mail: Mail): Html {
  return html`<iframe sandbox title="The mail as it looks" src="/mailbox/${mail.id}/html"></iframe>`;
}

/** `2026-01-31 09:30:00 UTC` */
function moment(timestamp: string): Html {
  return html`<time datetime="${timestamp}">${timestamp.slice(0, 19).replace('T', ' ')} UTC</time>`;
}
