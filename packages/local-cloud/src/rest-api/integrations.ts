import * as z from 'zod/mini';
import { ACCOUNT_ID } from '../aws/account.ts';
import { AwsError } from '../aws/api.ts';
import { gatewayMessage, type GatewayResponse } from '../front-door/gateway-response.ts';
import type { FunctionRuntime, InvocationResult } from '../functions/runtime.ts';
import type { Iam } from '../iam/iam.ts';
import type { InProcessClient } from '../in-process-client.ts';
import { mappedRequest, mappedResponse } from './mapping.ts';
import { methodArn, proxyEvent, type Authorized, type RestCall } from './rest-call.ts';
import { Refusal } from './refusal.ts';
import { parsedOrEmpty } from './velocity.ts';

export interface IntegrationDoors {
  readonly runtime: FunctionRuntime;
  readonly sqs: InProcessClient;
  /** URL of a queue by its name. */
  readonly queueUrl: (name: string) => string;
  readonly iam: Iam;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const ProxyAnswer = z.strictObject({
  statusCode: z.coerce.number().check(z.int(), z.minimum(100), z.maximum(599)),
  headers: z.optional(z.nullable(z.record(z.string(), scalar))),
  multiValueHeaders: z.optional(z.nullable(z.record(z.string(), z.array(scalar)))),
  // Payload format 2.0's, which a REST API does not know and the functions of both leave empty.
  cookies: z.optional(z.nullable(z.array(z.string()))),
  body: z.optional(z.nullable(z.string())),
  isBase64Encoded: z.optional(z.nullable(z.boolean())),
});

/** What a call is answered by the integration of its method. Throws Refusal. */
export async function integrate(
  call: RestCall,
  authorized: Authorized,
  doors: IntegrationDoors,
): Promise<GatewayResponse> {
  const { integration } = call.method;
  const { target } = integration;
  if (integration.type === 'MOCK') return mocked(call, authorized);
  if (target.kind === 'queue') return sendToQueue(call, authorized, target.queueName, doors);
  if (target.kind === 'none') throw new Refusal('API_CONFIGURATION_ERROR');
  if (integration.type === 'AWS_PROXY') {
    const result = await invoke(call, target.functionName, proxyEvent(call, authorized), doors);
    if (result.functionError !== undefined) throw new Refusal('MALFORMED_PROXY_RESPONSE');
    return proxyResponse(result.payload);
  }
  const payload = parsedPayload(mappedRequest(call, authorized));
  const { payload: answer, functionError } = await invoke(call, target.functionName, payload, doors);
  const outcome = functionError === undefined ? '' : errorMessage(answer);
  return mappedResponse(call, authorized, {
    body: JSON.stringify(answer),
    outcome,
    failed: functionError !== undefined,
  });
}

async function invoke(
  call: RestCall,
  functionName: string,
  payload: unknown,
  { runtime, iam }: IntegrationDoors,
): Promise<InvocationResult> {
  if (!runtime.has(functionName) || !iam.mayInvoke('apigateway.amazonaws.com', methodArn(call), functionName)) {
    throw new Refusal('API_CONFIGURATION_ERROR');
  }
  const { traceHeader } = call;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('INTEGRATION_TIMEOUT')), call.method.integration.timeoutMs);
  });
  try {
    return await Promise.race([runtime.invoke(functionName, payload, { traceHeader }), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** SQS's query protocol, in which mapping templates write; the gateway asks for answers in JSON. */
async function sendToQueue(
  call: RestCall,
  authorized: Authorized,
  queueName: string,
  { sqs, queueUrl, iam }: IntegrationDoors,
): Promise<GatewayResponse> {
  const form = new URLSearchParams(mappedRequest(call, authorized).trim());
  if (form.get('Action') !== 'SendMessage') throw new Refusal('API_CONFIGURATION_ERROR');
  const input = { QueueUrl: queueUrl(queueName), MessageBody: form.get('MessageBody') ?? '' };
  try {
    iam.authorizeRole(call.method.integration.roleArn ?? '', 'sqs', 'SendMessage', input);
    const { MessageId, MD5OfMessageBody } = await sqs.call('SendMessage', input, Sent);
    const SendMessageResult = { MessageId, MD5OfMessageBody, MD5OfMessageAttributes: null, SequenceNumber: null };
    const ResponseMetadata = { RequestId: call.request.requestId };
    const body = JSON.stringify({ SendMessageResponse: { ResponseMetadata, SendMessageResult } });
    return mappedResponse(call, authorized, { body, outcome: '200', failed: false });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const body = JSON.stringify({ Error: { Code: error.code, Message: error.message, Type: 'Sender' } });
    return mappedResponse(call, authorized, { body, outcome: String(error.status), failed: true });
  }
}

const Sent = z.object({ MessageId: z.string(), MD5OfMessageBody: z.optional(z.string()) });

const MockedStatus = z.object({ statusCode: z.number() });

/**
 * The request template says which status the mock has: `{"statusCode": 200}`. Without any it has the default response.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
async function mocked(call: RestCall, authorized: Authorized): Promise<GatewayResponse> {
  const request = mappedRequest(call, authorized);
  const answer = (outcome: string) => mappedResponse(call, authorized, { body: '', outcome, failed: false });
  if (Object.keys(call.method.integration.requestTemplates).length === 0) return answer('');
  const parsed = z.safeParse(MockedStatus, parsedOrEmpty(request));
  if (!parsed.success) throw new Refusal('API_CONFIGURATION_ERROR');
  return answer(String(parsed.data.statusCode));
}

function proxyResponse(payload: unknown): GatewayResponse {
  const parsed = z.safeParse(ProxyAnswer, payload);
  if (!parsed.success) throw new Refusal('MALFORMED_PROXY_RESPONSE');
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  const single = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const multiple = Object.entries(multiValueHeaders ?? {}).map(([name, values]) => [
    name.toLowerCase(),
    values.map(String),
  ]);
  return {
    ...gatewayMessage(statusCode, ''),
    headers: { 'content-type': 'application/json', ...Object.fromEntries(single), ...Object.fromEntries(multiple) },
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

/** Lambda takes JSON only. */
function parsedPayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('INTEGRATION_FAILURE');
  }
}

function errorMessage(answer: unknown): string {
  const message = typeof answer === 'object' && answer !== null && 'errorMessage' in answer ? answer.errorMessage : '';
  return typeof message === 'string' ? message : '';
}

/** Where the queues of this account are, below the AWS endpoint. */
export function queueUrlOf(endpoint: string, name: string): string {
  return `${endpoint}/${ACCOUNT_ID}/${name}`;
}
