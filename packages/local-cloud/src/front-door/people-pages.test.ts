import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@tradewind/kernel';
import { openMailbox, type Mailbox } from '../ses/mailbox.ts';
import { openStore } from '../store.ts';
import { peoplePages } from './people-pages.ts';

const SCRIPT = '<script>alert(1)</script>';

function mailboxWith(...subjects: readonly string[]): Mailbox {
  const mailbox = openMailbox({ store: openStore(), clock: systemClock });
  for (const subject of subjects) {
    mailbox.deliver({
      origin: 'ses',
      from: 'shop@tradewind.test',
      to: [`${subject.length}@example.com`],
      subject,
      text: `Text of ${subject}`,
      html: `<p>HTML of ${subject}</p>`,
    });
  }
  return mailbox;
}

function pagesOver(mailbox: Mailbox) {
  const facts = () => ({ model: { services: [] }, accounts: [], awsEndpoint: 'http://127.0.0.1:4566', tryIt: '' });
  const pages = peoplePages({ mailbox, facts });
  return (url: string, method = 'GET') => {
    const answer = pages.answer(method, url);
    return answer === undefined ? undefined : { ...answer, body: answer.body.toString('utf8') };
  };
}

describe('/mailbox', () => {
  it('lists mails, newest first, with every value escaped', () => {
    const body = pagesOver(mailboxWith('Earlier mail', SCRIPT))('/mailbox')?.body ?? '';
    expect(body.indexOf('&lt;script&gt;')).toBeGreaterThan(0);
    expect(body.indexOf('&lt;script&gt;')).toBeLessThan(body.indexOf('Earlier mail'));
    expect(body).not.toContain(SCRIPT);
  });

  it('shows only the mails of an address, and says so when there are none', () => {
    const get = pagesOver(mailboxWith('abc', 'abcd'));
    expect(get('/mailbox?to=4%40example.com')?.body).toContain('abcd');
    expect(get(`/mailbox?to=${encodeURIComponent(SCRIPT)}`)?.body).toContain('No mail to &lt;script&gt;');
  });

  it('opens a mail with its HTML in a sandboxed frame', () => {
    const mailbox = mailboxWith(SCRIPT);
    const id = mailbox.list()[0]?.id ?? '';
    const get = pagesOver(mailbox);
    const mail = get(`/mailbox/${id}`);
    expect(mail?.body).toMatch(new RegExp(`<iframe\\s+sandbox\\s[^>]*src="/mailbox/${id}/html"`));
    expect(mail?.body).not.toContain(SCRIPT);
    expect(mail?.headers['content-security-policy']).not.toContain('script-src');
    const document = get(`/mailbox/${id}/html`);
    expect(document?.body).toContain(SCRIPT);
    expect(document?.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none';/);
    expect(document?.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each(['/mailbox/unknown', '/mailbox/unknown/html'])('answers 404 at %s', (url) => {
    expect(pagesOver(mailboxWith())(url)?.status).toBe(404);
  });
});

describe('/mailbox/messages', () => {
  it('answers the same as JSON', () => {
    const get = pagesOver(mailboxWith('a', 'bb', 'ccc'));
    const subjects = (url: string): unknown => JSON.parse(get(url)?.body ?? '');
    expect(subjects('/mailbox/messages')).toMatchObject({
      messages: [{ subject: 'ccc' }, { subject: 'bb' }, { subject: 'a' }],
    });
    expect(subjects('/mailbox/messages?limit=1')).toMatchObject({ messages: [{ subject: 'ccc' }] });
    expect(subjects('/mailbox/messages?to=2@example.com')).toMatchObject({ messages: [{ subject: 'bb' }] });
    expect(subjects('/mailbox/messages?to=nobody@example.com')).toEqual({ messages: [] });
  });
});

describe('other addresses', () => {
  const get = pagesOver(mailboxWith());

  it('has a welcome page and its stylesheet', () => {
    expect(get('/')?.body).toContain('href="/docs"');
    expect(get('/assets/pages.css')?.headers['content-type']).toContain('text/css');
  });

  it.each([
    ['/v1/products', 'GET'],
    ['/', 'POST'],
    ['/mailbox/a/b/c', 'GET'],
    ['/mailbox/a/other', 'GET'],
  ])('leaves %s (%s) to the API', (url, method) => {
    expect(get(url, method)).toBeUndefined();
  });
});
