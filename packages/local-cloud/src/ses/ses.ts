import * as z from 'zod/mini';
import { AwsError, jsonError, unknownOperation, type AwsAnswer, type AwsApi, type AwsCall } from '../aws/api.ts';
import { parseInput } from '../aws/operation.ts';
import { addressOnly, type Mailbox, type NewMail } from './mailbox.ts';
import { parseMessage, splitAddresses } from './mime.ts';

const Addresses = z._default(z.array(z.string()), []);
const Content = z.object({ Data: z.string(), Charset: z.optional(z.string()) });
const Simple = z.object({
  Subject: Content,
  Body: z.object({ Text: z.optional(Content), Html: z.optional(Content) }),
  Headers: z._default(z.array(z.object({ Name: z.string(), Value: z.string() })), []),
});

const SendEmail = z.object({
  FromEmailAddress: z.optional(z.string()),
  Destination: z._default(z.object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses }), {
    ToAddresses: [],
    CcAddresses: [],
    BccAddresses: [],
  }),
  ReplyToAddresses: Addresses,
  Content: z.object({
    Simple: z.optional(Simple),
    Raw: z.optional(z.object({ Data: z.string() })),
    Template: z.optional(z.unknown()),
  }),
});
type SendEmail = z.output<typeof SendEmail>;

const MAX_RECIPIENTS = 50;
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;

/** SES v2's SendEmail; every mail ends in the mailbox. */
export function openSes({ mailbox }: { readonly mailbox: Mailbox }): { readonly api: AwsApi } {
  return {
    api: {
      signingNames: ['ses'],
      async handle(call) {
        try {
          const mail = mailbox.deliver(mailOf(call));
          return json(200, { MessageId: mail.id });
        } catch (error) {
          if (error instanceof AwsError) return jsonError(error, { contentType: 'application/json' });
          throw error;
        }
      },
    },
  };
}

function mailOf(call: AwsCall): NewMail {
  if (call.method !== 'POST' || call.path !== '/v2/email/outbound-emails') {
    throw unknownOperation('ses', `${call.method} ${call.path}`);
  }
  const input = parseInput(SendEmail, parseBody(call.rawBody), 'BadRequestException');
  const mail = input.Content.Raw === undefined ? simpleMail(input) : rawMail(input, input.Content.Raw.Data);
  checkAddresses(mail);
  return mail;
}

function simpleMail(input: SendEmail): NewMail {
  const simple = input.Content.Simple;
  if (simple === undefined) throw badRequest('The Tradewind local cloud sends Simple and Raw content only.');
  const text = simple.Body.Text?.Data ?? '';
  const html = simple.Body.Html?.Data ?? '';
  if (text === '' && html === '') throw badRequest('Missing required content: the body has neither text nor HTML.');
  return {
    origin: 'ses',
    from: input.FromEmailAddress ?? '',
    to: input.Destination.ToAddresses,
    cc: input.Destination.CcAddresses,
    bcc: input.Destination.BccAddresses,
    replyTo: input.ReplyToAddresses,
    subject: simple.Subject.Data,
    text,
    html,
    headers: Object.fromEntries(simple.Headers.map(({ Name, Value }) => [Name, Value])),
  };
}

/** Recipients of the request count before the headers, as on SES. */
function rawMail(input: SendEmail, data: string): NewMail {
  const { headers, text, html } = parseMessage(Buffer.from(data, 'base64'));
  const { ToAddresses, CcAddresses, BccAddresses } = input.Destination;
  const fromHeaders = ToAddresses.length + CcAddresses.length + BccAddresses.length === 0;
  return {
    origin: 'ses',
    from: input.FromEmailAddress ?? headers['from'] ?? '',
    to: fromHeaders ? splitAddresses(headers['to']) : ToAddresses,
    cc: fromHeaders ? splitAddresses(headers['cc']) : CcAddresses,
    bcc: fromHeaders ? splitAddresses(headers['bcc']) : BccAddresses,
    replyTo: splitAddresses(headers['reply-to']),
    subject: headers['subject'] ?? '',
    text,
    html,
    headers,
  };
}

function checkAddresses(mail: NewMail): void {
  const recipients = [...mail.to, ...(mail.cc ?? []), ...(mail.bcc ?? [])];
  if (recipients.length === 0) throw badRequest('The message has no recipients.');
  if (recipients.length > MAX_RECIPIENTS) throw badRequest(`Recipient count exceeds ${MAX_RECIPIENTS}.`);
  for (const address of [mail.from, ...recipients]) {
    if (!ADDRESS.test(addressOnly(address))) throw badRequest(`Missing or invalid address: '${address}'.`);
  }
  if (/[\r\n]/.test(mail.subject)) throw badRequest('Control or newline characters are not allowed in the subject.');
}

function parseBody(rawBody: Buffer): unknown {
  try {
    const body: unknown = JSON.parse(rawBody.toString('utf8'));
    return body;
  } catch {
    throw badRequest('The request body is not valid JSON.');
  }
}

function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

function json(status: number, body: object): AwsAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
