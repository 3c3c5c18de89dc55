import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonApi, type AwsApi } from './aws/api.ts';
import { PortTakenError, startAwsServer, type AwsServer } from './server.ts';

const signed = (service: string, key = 'local') =>
  `AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`;

describe('the AWS endpoint', () => {
  let server: AwsServer;
  const failures: unknown[] = [];

  beforeAll(async () => {
    const echo = jsonApi({
      signingName: 'sqs',
      protocol: '1.0',
      operations: {
        Echo: (input, call) => ({ input, by: call.accessKeyId }),
        Break: () => {
          throw new Error('a defect');
        },
      },
    });
    const unsendable: AwsApi = {
      signingNames: ['ses'],
      handle: async () => ({ status: 200, headers: { 'x-note': 'two\nlines' }, body: '' }),
    };
    server = await startAwsServer({
      port: 0,
      apis: [echo, unsendable],
      onInternalError: (error) => failures.push(error),
      authorize(_, { accessKeyId, operation }) {
        if (accessKeyId === 'stranger') throw new TypeError(`no ${operation} for strangers`);
      },
    });
  });
  afterAll(() => server.close());

  const call = (headers: Record<string, string>, body = '{"a":1}', path = '/') =>
    fetch(`${server.endpoint}${path}`, { method: 'POST', headers, body });

  it('routes by the service of the credential scope and tells the API who signed', async () => {
    const answer = await call({ authorization: signed('sqs', 'AKIDORDERS'), 'x-amz-target': 'AmazonSQS.Echo' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await answer.json()).toEqual({ input: { a: 1 }, by: 'AKIDORDERS' });
  });

  it.each([
    ['no signature', {}, 403, 'MissingAuthenticationTokenException'],
    ['a signature of another kind', { authorization: 'Basic bG9jYWw6bG9jYWw=' }, 403, 'IncompleteSignatureException'],
    ['an unknown service', { authorization: signed('ec2') }, 400, 'UnknownOperationException'],
    [
      'an unknown operation',
      { authorization: signed('sqs'), 'x-amz-target': 'AmazonSQS.Fly' },
      400,
      'UnknownOperationException',
    ],
  ])('refuses %s', async (_, headers, status, type) => {
    const answer = await call(headers);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ __type: type });
  });

  it('names itself and the operation that it does not have', async () => {
    const answer = await call({ authorization: signed('sqs'), 'x-amz-target': 'AmazonSQS.Fly' });
    expect(await answer.json()).toMatchObject({ message: 'The Tradewind local cloud does not support sqs:Fly.' });
  });

  it('refuses a body that is no JSON, and one that is too large', async () => {
    const headers = { authorization: signed('sqs'), 'x-amz-target': 'AmazonSQS.Echo' };
    expect(await (await call(headers, '{')).json()).toMatchObject({ __type: 'SerializationException' });
    const large = await call(headers, `"${'x'.repeat(20 * 1024 * 1024)}"`);
    expect(large.status).toBe(413);
  });

  it('answers a defect with a 500 that tells nothing, and reports it', async () => {
    const answer = await call({ authorization: signed('sqs'), 'x-amz-target': 'AmazonSQS.Break' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('a defect');
    expect(failures).toContainEqual(new Error('a defect'));
  });

  it('answers with a 500 where an answer cannot be sent, and reports it', async () => {
    const answer = await call({ authorization: signed('ses') });
    expect(answer.status).toBe(500);
    expect(failures).toContainEqual(expect.objectContaining({ code: 'ERR_INVALID_CHAR' }));
  });

  it('asks whether the caller may, before the API is called', async () => {
    const answer = await call({ authorization: signed('sqs', 'stranger'), 'x-amz-target': 'AmazonSQS.Echo' });
    expect(answer.status).toBe(500);
    expect(failures).toContainEqual(new TypeError('no Echo for strangers'));
  });

  it('says that a port is taken', async () => {
    await expect(startAwsServer({ port: server.port, apis: [] })).rejects.toThrow(PortTakenError);
  });
});
