import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { deployedTemplates } from './deployed-templates.ts';

const TEMPLATE = { Resources: { OrdersTable: { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Retain' } } };

/** CloudFormation's answers in the AWS Query protocol: one stack is deployed, one is forbidden to look at. */
function answerTo(stack: string | null): { status: number; body: string } {
  if (stack === 'tradewind-orders-staging') {
    const body = JSON.stringify(TEMPLATE).replaceAll('"', '&quot;');
    return {
      status: 200,
      body: `<GetTemplateResponse><GetTemplateResult><TemplateBody>${body}</TemplateBody></GetTemplateResult></GetTemplateResponse>`,
    };
  }
  const [status, code, message] =
    stack === 'tradewind-secret-staging'
      ? [403, 'AccessDenied', 'not authorized to perform: cloudformation:GetTemplate']
      : [400, 'ValidationError', `Stack with id ${stack} does not exist`];
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}

let server: Server;
let client: CloudFormationClient;

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((form) => {
      const { status, body } = answerTo(new URLSearchParams(form).get('StackName'));
      response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new CloudFormationClient({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials });
});

afterAll(() => {
  client.destroy();
  server.close();
});

describe('deployedTemplates', () => {
  it('reads what is deployed; a service without a stack has no resources', async () => {
    const templates = await deployedTemplates(client, ['orders', 'carts'], 'staging');
    expect(templates.get('orders')).toEqual(TEMPLATE);
    expect(templates.get('carts')).toEqual({ Resources: {} });
  });

  it('does not take a refusal for an empty stage', async () => {
    await expect(deployedTemplates(client, ['secret'], 'staging')).rejects.toThrow('not authorized');
  });
});
