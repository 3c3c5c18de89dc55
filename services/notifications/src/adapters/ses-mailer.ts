import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Mailer } from '../domain/ports.ts';
import { senderOf } from '../domain/sender.ts';

const Charset = 'UTF-8';

let sharedClient: SESv2Client | undefined;

function sesClient(): SESv2Client {
  sharedClient ??= new SESv2Client({});
  return sharedClient;
}

/** `address` is one of an identity that SES has verified. */
export function sesMailer(address: string, client: SESv2Client = sesClient()): Mailer {
  return {
    async send({ senderName, replyTo, to, subject, text, html }) {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: senderOf(senderName, address),
          ReplyToAddresses: replyTo === undefined ? [] : [replyTo],
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              Subject: { Data: subject, Charset },
              Body: { Text: { Data: text, Charset }, Html: { Data: html, Charset } },
            },
          },
        }),
      );
      if (MessageId === undefined) throw new Error('SES accepted a mail without giving its id.');
      return MessageId;
    },
  };
}
