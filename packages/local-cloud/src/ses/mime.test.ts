import { describe, expect, it } from '@jest/globals';
import { parseMessage, splitAddresses } from './mime.ts';

const crlf = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

describe('a raw message', () => {
  it('is plain text when it says nothing else', () => {
    const { headers, text, html } = parseMessage(crlf('From: a@b.test', 'Subject: Hello', '', 'Body', 'of two lines'));
    expect(headers).toEqual({ from: 'a@b.test', subject: 'Hello' });
    expect(text).toBe('Body\r\nof two lines');
    expect(html).toBe('');
  });

  it('gives the text and the HTML of a multipart, however deep, and no attachment', () => {
    const message = crlf(
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      '--outer',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=C3=BC=C3=9Fe, a very long =',
      'line',
      '--inner',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('<p>Grüße</p>').toString('base64'),
      '--inner--',
      '--outer',
      'Content-Type: text/plain',
      'Content-Disposition: attachment; filename=a.txt',
      '',
      'not shown',
      '--outer--',
    );
    const { text, html } = parseMessage(message);
    expect(text).toBe('Grüße, a very long line');
    expect(html).toBe('<p>Grüße</p>');
  });

  it('has folded and encoded headers read', () => {
    const subject = Buffer.from('Grüße').toString('base64');
    const { headers } = parseMessage(
      crlf(
        `Subject: =?UTF-8?B?${subject}?=`,
        ' =?utf-8?Q?_an_=C3=96zg=C3=BCr?=',
        'To: a@b.test,',
        '\tc@d.test',
        '',
        '',
      ),
    );
    expect(headers['subject']).toBe('Grüße an Özgür');
    expect(splitAddresses(headers['to'])).toEqual(['a@b.test', 'c@d.test']);
  });

  it.each([[''], ['no headers at all'], ['Content-Type: multipart/mixed; boundary=x\r\n\r\nno parts']])(
    'that is malformed is empty rather than an error: %j',
    (raw) => {
      expect(() => parseMessage(Buffer.from(raw))).not.toThrow();
      expect(parseMessage(Buffer.from(raw)).html).toBe('');
    },
  );
});

describe('address lists', () => {
  it('are split at commas outside of quotes', () => {
    expect(splitAddresses('"Lovelace, Ada" <ada@x.test>, bob@x.test')).toEqual([
      '"Lovelace, Ada" <ada@x.test>',
      'bob@x.test',
    ]);
    expect(splitAddresses(undefined)).toEqual([]);
  });
});
