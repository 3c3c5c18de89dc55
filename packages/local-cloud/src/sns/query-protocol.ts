import { randomUUID } from 'node:crypto';
import type { AwsAnswer, AwsError } from '../aws/api.ts';

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** An answer whose result has these members; text alone, nothing nested but what is given as XML. */
export function queryAnswer(operation: string, members: Readonly<Record<string, string>>): AwsAnswer {
  const result = Object.entries(members).map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`);
  return xml(
    200,
    `<${operation}Response xmlns="${NAMESPACE}"><${operation}Result>${result.join('')}</${operation}Result>` +
      `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${operation}Response>`,
  );
}

/** A failure in XML, its code where the SDK reads the name of its exceptions. */
export function queryError({ code, message, status }: AwsError): AwsAnswer {
  return xml(
    status,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${status >= 500 ? 'Receiver' : 'Sender'}</Type>` +
      `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>` +
      `<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

function xml(status: number, body: string): AwsAnswer {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}
