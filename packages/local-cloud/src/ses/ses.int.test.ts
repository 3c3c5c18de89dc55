import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SendEmailCommand, SESv2Client, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { startApis, temporaryDirectory } from '../aws/running-apis.test-support.ts';

let apis: Awaited<ReturnType<typeof startApis>>;
let client: SESv2Client;

beforeAll(async () => {
  apis = await startApis();
  client = new SESv2Client(apis.clientConfig);
});
afterAll(async () => {
  client.destroy();
  await apis.close();
});

const simple = (input: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
  FromEmailAddress: 'Tradewind <shop@tradewind.test>',
  Destination: { ToAddresses: ['Ada <Ada@example.test>'] },
  Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'text' }, Html: { Data: '<p>html</p>' } } } },
  ...input,
});

describe('SES', () => {
  it('puts a mail into the mailbox', async () => {
    const { MessageId = '' } = await client.send(new SendEmailCommand(simple()));
    expect(apis.mailbox.get(MessageId)).toMatchObject({
      origin: 'ses',
      from: 'Tradewind <shop@tradewind.test>',
      to: ['Ada <Ada@example.test>'],
      subject: 'Hello',
      text: 'text',
      html: '<p>html</p>',
    });
    expect(apis.mailbox.get('none')).toBeUndefined();
  });

  it('takes raw content, with the recipients of its headers', async () => {
    const raw = 'From: shop@tradewind.test\r\nTo: raw@example.test\r\nSubject: Raw\r\n\r\nBody';
    const Content = { Raw: { Data: Buffer.from(raw) } };
    const { MessageId = '' } = await client.send(new SendEmailCommand({ Content }));
    expect(apis.mailbox.get(MessageId)).toMatchObject({ to: ['raw@example.test'], subject: 'Raw', text: 'Body' });
  });

  it('lists by recipient, newest first', async () => {
    for (const subject of ['first', 'second', 'third']) {
      const Body = { Text: { Data: 'x' } };
      await client.send(
        new SendEmailCommand(
          simple({
            Destination: { ToAddresses: ['other@example.test'], BccAddresses: ['Listed@example.test'] },
            Content: { Simple: { Subject: { Data: subject }, Body } },
          }),
        ),
      );
    }
    const subjects = apis.mailbox.list({ to: 'listed@EXAMPLE.test', limit: 2 }).map(({ subject }) => subject);
    expect(subjects).toEqual(['third', 'second']);
    expect(apis.mailbox.list({ to: 'nobody@example.test' })).toEqual([]);
  });

  it.each<[string, Partial<SendEmailCommandInput>]>([
    ['no recipient', { Destination: {} }],
    ['an address that is none', { Destination: { ToAddresses: ['nobody'] } }],
    ['no sender', { FromEmailAddress: undefined }],
    [
      'more than fifty recipients',
      { Destination: { ToAddresses: Array.from({ length: 51 }, (_, n) => `a${n}@x.test`) } },
    ],
    ['a template', { Content: { Template: { TemplateName: 'welcome' } } }],
    ['no body', { Content: { Simple: { Subject: { Data: 'x' }, Body: {} } } }],
    [
      'a subject of two lines',
      { Content: { Simple: { Subject: { Data: 'a\nBcc: b' }, Body: { Text: { Data: 'x' } } } } },
    ],
  ])('refuses %s', async (_, input) => {
    const before = apis.mailbox.list().length;
    await expect(client.send(new SendEmailCommand(simple(input)))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    expect(apis.mailbox.list()).toHaveLength(before);
  });

  it('keeps its mails over a restart', async () => {
    const { directory, remove } = await temporaryDirectory();
    const first = await startApis({ directory });
    const mail = first.mailbox.deliver({ origin: 'cognito', from: 'a@x.test', to: ['b@x.test'], subject: 'kept' });
    await first.close();
    const second = await startApis({ directory });
    expect(second.mailbox.list()).toEqual([mail]);
    await second.close();
    await remove();
  });
});
