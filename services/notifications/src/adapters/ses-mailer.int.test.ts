import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { sesMailer } from './ses-mailer.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterAll(() => cloud.close());

const mail = {
  senderName: 'Müller',
  replyTo: 'help@tradewind.test',
  to: 'ada@example.com',
  subject: 'Grüße – 你好',
  text: 'Ganz schön.\n',
  html: '<p>Ganz schön.</p>',
};

describe('mailer: on SES', () => {
  it('hands a mail over with both parts and its characters', async () => {
    const messageId = await sesMailer('orders@tradewind.test').send(mail);
    expect(cloud.mailbox.get(messageId)).toMatchObject({
      from: '=?UTF-8?B?TcO8bGxlcg==?= <orders@tradewind.test>',
      replyTo: ['help@tradewind.test'],
      to: ['ada@example.com'],
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
    });
  });

  it('fails for an address that is none', async () => {
    await expect(sesMailer('orders@tradewind.test').send({ ...mail, to: 'nobody' })).rejects.toThrow('nobody');
  });
});
