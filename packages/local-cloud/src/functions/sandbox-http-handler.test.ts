import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { namedInSandbox, overSandbox, type AwsTransport } from './sandbox-http-handler.ts';
import type { AwsCallMessage } from './sandbox-messages.ts';

const TRANSPORT = Symbol.for('tradewind.aws-transport');
const REQUEST = {
  protocol: 'http:',
  hostname: '127.0.0.1',
  port: 4566,
  method: 'POST',
  path: '/',
  headers: { 'X-Amzn-Trace-Id': 'Root=1' },
  body: '{}',
};

class HttpResponse {
  readonly answer: object;
  constructor(answer: object) {
    this.answer = answer;
  }
}

/** A handler as the SDK has it, whose HTTP is the word `http`. */
function handlerWith(config = {}) {
  class NodeHttpHandler {
    readonly config?: object;
    readonly configProvider = Promise.resolve(config);
    async handle(): Promise<{ response: object }> {
      return { response: { over: 'http' } };
    }
  }
  const buildQueryString = (query: object) => new URLSearchParams(Object.entries(query)).toString();
  overSandbox({ NodeHttpHandler, HttpResponse, buildQueryString });
  const handler: { handle(request: object, options?: object): Promise<{ response: object }> } = new NodeHttpHandler();
  return handler;
}

/** A signer as the SDK has it, whose signature is the word `signed`. */
function signer() {
  class SignatureV4 {
    readonly service: string = 'dynamodb';
    readonly credentialProvider = async () => ({ accessKeyId: 'ASIA1' });
    readonly regionProvider = async () => 'us-east-1';
    async signRequest(request: typeof REQUEST, _options?: { readonly signingService?: string }) {
      return { ...request, headers: { authorization: 'signed' } };
    }
  }
  namedInSandbox({ SignatureV4 });
  return new SignatureV4();
}

describe("the SDK's HTTP handler in a sandbox", () => {
  let sent: AwsCallMessage[];

  beforeEach(() => {
    sent = [];
    const value: AwsTransport = {
      endpoint: 'http://127.0.0.1:4566',
      async send(call) {
        sent.push(call);
        return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'é' };
      },
    };
    Object.defineProperty(globalThis, TRANSPORT, { value, configurable: true });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, TRANSPORT);
  });

  it('hands a call to the local cloud over as a message', async () => {
    const { response } = await handlerWith().handle({ ...REQUEST, path: '/v2/email', query: { a: 'b c' } });
    expect(response).toEqual(
      new HttpResponse({ statusCode: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from('é') }),
    );
    const { method, body } = REQUEST;
    expect(sent).toEqual([{ method, path: '/v2/email?a=b+c', headers: { 'x-amzn-trace-id': 'Root=1' }, body }]);
  });

  it.each<[string, { readonly request?: object; readonly options?: object; readonly config?: object }]>([
    ['to another host', { request: { hostname: 'payments.example' } }],
    ['to another port', { request: { port: 4567 } }],
    ['to an encrypted endpoint', { request: { protocol: 'https:' } }],
    ['with a stream', { request: { body: (async function* () {})() } }],
    ['that may be given up', { options: { abortSignal: new AbortController().signal } }],
    ['with a time limit of its own', { options: { requestTimeout: 100 } }],
    ['of a client with a time limit', { config: { requestTimeout: 100 } }],
  ])('leaves a call %s to HTTP', async (_, { request = {}, options, config }) => {
    const { response } = await handlerWith(config).handle({ ...REQUEST, ...request }, options);
    expect(response).toEqual({ over: 'http' });
    expect(sent).toEqual([]);
  });

  it('names the caller of a call to the local cloud in the form of a signature', async () => {
    const { headers } = await signer().signRequest(REQUEST, { signingService: 'sqs' });
    expect(headers).toMatchObject({
      ...REQUEST.headers,
      authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=ASIA1\/\d{8}\/us-east-1\/sqs\/aws4_request, /),
    });
  });

  it('signs calls to other hosts', async () => {
    const { headers } = await signer().signRequest({ ...REQUEST, hostname: 'payments.example' });
    expect(headers).toEqual({ authorization: 'signed' });
  });

  it('leaves everything to HTTP where no sandbox takes messages', async () => {
    Reflect.deleteProperty(globalThis, TRANSPORT);
    expect((await handlerWith().handle(REQUEST)).response).toEqual({ over: 'http' });
  });
});
