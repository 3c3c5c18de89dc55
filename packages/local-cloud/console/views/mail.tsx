import * as z from 'zod/mini';
import { useAnswer } from '../ask.ts';
import { clockTime, counted } from '../format.ts';
import { place, addressOf, go } from '../place.ts';

const Mail = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  sentAt: z.string(),
});
type Mail = z.output<typeof Mail>;
const MailList = z.object({ messages: z.array(Mail) });

/** The mailbox that every mail ends in, with the chosen mail as it looks. */
export function MailView({ id }: { id: string | undefined }) {
  const to = place.value.query.get('to') ?? '';
  const asked = new URLSearchParams({ limit: '100', ...(to !== '' && { to }) });
  const { data, problem } = useAnswer(`/mailbox/messages?${asked}`, MailList);
  const mails = data?.messages ?? [];
  const chosen = mails.find((mail) => mail.id === id);
  return (
    <section aria-label="Mail" class={chosen === undefined ? 'mail' : 'mail with-details'}>
      <div>
        <div class="list-head">
          <h1>Mail</h1>
          <p class="quiet">
            {data === undefined ? '' : counted(mails.length, 'mail')}. Nothing leaves this machine.{' '}
            <a href="/mailbox">Mailbox without scripts</a>
          </p>
          <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
            <label class="grow">
              Only mail to
              <input
                type="search"
                data-filter
                value={to}
                placeholder="shopper@tradewind.test"
                onInput={({ currentTarget }) => go(addressOf('/mail', { to: currentTarget.value }), { replace: true })}
              />
            </label>
          </form>
        </div>
        {problem !== undefined && <p class="problem">{problem}</p>}
        {data !== undefined && mails.length === 0 && (
          <p class="empty">{to === '' ? 'No mail yet. A purchase or a new account sends one.' : `No mail to ${to}.`}</p>
        )}
        <div class="rows mails" role="list" aria-label="Mails">
          {mails.map((mail) => (
            <div role="listitem" key={mail.id}>
              <a class="row" data-row href={addressOf(`/mail/${mail.id}`, { to })} aria-current={mail.id === id}>
                <time dateTime={mail.sentAt}>{clockTime(Date.parse(mail.sentAt))}</time>
                <span class="what">{mail.subject === '' ? '(no subject)' : mail.subject}</span>
                <span class="to">{mail.to.join(', ')}</span>
              </a>
            </div>
          ))}
        </div>
      </div>
      {chosen !== undefined && <Letter mail={chosen} />}
    </section>
  );
}

function Letter({ mail }: { mail: Mail }) {
  return (
    <article class="details letter" aria-label="Mail">
      <h2>{mail.subject}</h2>
      <dl>
        <dt>From</dt>
        <dd>{mail.from}</dd>
        <dt>To</dt>
        <dd>{mail.to.join(', ')}</dd>
      </dl>
      {mail.html === '' ? (
        <pre>{mail.text}</pre>
      ) : (
        <iframe sandbox="" title="The mail as it looks" src={`/mailbox/${encodeURIComponent(mail.id)}/html`} />
      )}
    </article>
  );
}
