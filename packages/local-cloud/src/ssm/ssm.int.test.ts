import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { startApis, temporaryDirectory } from '../aws/running-apis.test-support.ts';

let apis: Awaited<ReturnType<typeof startApis>>;
let client: SSMClient;

beforeAll(async () => {
  apis = await startApis();
  client = new SSMClient(apis.clientConfig);
});
afterAll(async () => {
  client.destroy();
  await apis.close();
});

const put = (Name: string, Value: string, Type: 'String' | 'StringList' | 'SecureString' = 'String') =>
  client.send(new PutParameterCommand({ Name, Value, Type }));
const get = async (Name: string, WithDecryption = false) =>
  (await client.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

describe('Parameter Store', () => {
  it('keeps values with their versions', async () => {
    expect((await put('/versions/a', 'one')).Version).toBe(1);
    await expect(put('/versions/a', 'two')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
    const overwrite = new PutParameterCommand({ Name: '/versions/a', Value: 'two', Overwrite: true });
    expect((await client.send(overwrite)).Version).toBe(2);
    expect(await get('/versions/a')).toMatchObject({
      Value: 'two',
      Type: 'String',
      Version: 2,
      ARN: 'arn:aws:ssm:us-east-1:000000000000:parameter/versions/a',
    });
    expect((await get('/versions/a:1'))?.Value).toBe('one');
    expect((await get('arn:aws:ssm:us-east-1:000000000000:parameter/versions/a'))?.Value).toBe('two');
    await expect(get('/versions/a:3')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
  });

  it('finds a version by its label, which moves from one to the next', async () => {
    await put('/labels/a', 'one');
    await client.send(new LabelParameterVersionCommand({ Name: '/labels/a', Labels: ['proven'] }));
    await client.send(new PutParameterCommand({ Name: '/labels/a', Value: 'two', Overwrite: true }));
    expect((await get('/labels/a:proven'))?.Value).toBe('one');
    const move = new LabelParameterVersionCommand({
      Name: '/labels/a',
      ParameterVersion: 2,
      Labels: ['proven', '1st'],
    });
    expect((await client.send(move)).InvalidLabels).toEqual(['1st']);
    expect((await get('/labels/a:proven'))?.Value).toBe('two');
    await client.send(
      new LabelParameterVersionCommand({
        Name: 'arn:aws:ssm:us-east-1:000000000000:parameter/labels/a',
        Labels: ['by-arn'],
      }),
    );
    expect((await get('/labels/a:by-arn'))?.Value).toBe('two');
    await expect(get('/labels/a:other')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
  });

  it('tells what a parameter was before, so that a slip can be taken back', async () => {
    const Name = '/history/a';
    await put(Name, 'one');
    await client.send(new LabelParameterVersionCommand({ Name, Labels: ['proven'] }));
    await client.send(new PutParameterCommand({ Name, Value: 'two', Overwrite: true }));
    const first = await client.send(new GetParameterHistoryCommand({ Name, MaxResults: 1 }));
    expect(first.Parameters).toEqual([expect.objectContaining({ Value: 'one', Version: 1, Labels: ['proven'] })]);
    const { NextToken } = first;
    const second = await client.send(new GetParameterHistoryCommand({ Name, MaxResults: 1, NextToken }));
    expect(second.Parameters).toEqual([expect.objectContaining({ Value: 'two', Version: 2, Labels: [] })]);
    const unknown = client.send(new GetParameterHistoryCommand({ Name: '/history/none' }));
    await expect(unknown).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });

  it('shows a secure value only when decryption is asked for', async () => {
    await put('/secure/key', 'cursor-secret', 'SecureString');
    expect((await get('/secure/key', true))?.Value).toBe('cursor-secret');
    expect((await get('/secure/key'))?.Value).not.toContain('cursor-secret');
  });

  it('answers several, and names what is missing', async () => {
    await put('/several/a', '1');
    const { Parameters, InvalidParameters } = await client.send(
      new GetParametersCommand({ Names: ['/several/a', '/several/none'] }),
    );
    expect(Parameters?.map(({ Value }) => Value)).toEqual(['1']);
    expect(InvalidParameters).toEqual(['/several/none']);
  });

  it('lists a path page by page, one level or all', async () => {
    for (const name of ['a', 'b', 'c', 'deep/d']) await put(`/listed/${name}`, name);
    const Path = '/listed';
    const first = await client.send(new GetParametersByPathCommand({ Path, MaxResults: 2 }));
    expect(first.Parameters?.map(({ Value }) => Value)).toEqual(['a', 'b']);
    const { NextToken } = first;
    const second = await client.send(new GetParametersByPathCommand({ Path, MaxResults: 2, NextToken }));
    expect(second.Parameters?.map(({ Value }) => Value)).toEqual(['c']);
    expect(second.NextToken).toBeUndefined();
    const deep = await client.send(new GetParametersByPathCommand({ Path, Recursive: true }));
    expect(deep.Parameters).toHaveLength(4);
    const filter = { Key: 'Name', Option: 'BeginsWith', Values: ['/listed/deep'] };
    const described = await client.send(new DescribeParametersCommand({ ParameterFilters: [filter] }));
    expect(described.Parameters?.map(({ Name }) => Name)).toEqual(['/listed/deep/d']);
  });

  it('forgets what is deleted', async () => {
    await put('/deleted/a', 'x');
    const deletion = new DeleteParameterCommand({ Name: '/deleted/a' });
    await client.send(deletion);
    await expect(get('/deleted/a')).rejects.toMatchObject({ name: 'ParameterNotFound' });
    await expect(client.send(deletion)).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });

  it.each([
    ['a name with blanks', { Name: '/a b', Value: 'x', Type: 'String' }],
    ['no type', { Name: '/untyped', Value: 'x' }],
    ['an empty value', { Name: '/empty', Value: '', Type: 'String' }],
    ['a value above 4 KB', { Name: '/large', Value: 'x'.repeat(4097), Type: 'String' }],
  ] as const)('refuses %s', async (_, input) => {
    await expect(client.send(new PutParameterCommand(input))).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('has its parameters after a restart', async () => {
    const { directory, remove } = await temporaryDirectory();
    const first = await startApis({ directory });
    const writer = new SSMClient(first.clientConfig);
    await writer.send(new PutParameterCommand({ Name: '/kept', Value: 'yes', Type: 'String' }));
    writer.destroy();
    await first.close();
    const second = await startApis({ directory });
    const reader = new SSMClient(second.clientConfig);
    const { Parameter } = await reader.send(new GetParameterCommand({ Name: '/kept' }));
    expect(Parameter?.Value).toBe('yes');
    reader.destroy();
    await second.close();
    await remove();
  });
});
