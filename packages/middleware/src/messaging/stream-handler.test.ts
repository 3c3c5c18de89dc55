import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import { streamHandler } from './stream-handler.ts';

function record(sequence: number, eventName = 'INSERT') {
  return {
    eventID: `e${sequence}`,
    eventName,
    dynamodb: {
      SequenceNumber: String(sequence),
      Keys: { pk: { S: `ORDER#${sequence}` }, sk: { S: 'ORDER' } },
      NewImage: {
        pk: { S: `ORDER#${sequence}` },
        version: { N: '1' },
        tags: { L: [{ S: 'a' }] },
        gone: { NULL: true },
      },
    },
  };
}

describe('streamHandler', () => {
  it('handles records one after the other, in order', async () => {
    const seen: string[] = [];
    const handler = streamHandler({ deps: () => ({ seen }) }, async ({ record: { dynamodb }, deps }) => {
      deps.seen.push(`begin ${dynamodb.SequenceNumber}`);
      await Promise.resolve();
      deps.seen.push(`end ${dynamodb.SequenceNumber}`);
    });
    const response = await handler({ Records: [record(1), record(2, 'REMOVE')] }, lambdaContext());
    expect(response).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('stops at the record that fails and reports it', async () => {
    const lengths = fc.record({ length: fc.integer({ min: 1, max: 10 }), failing: fc.nat({ max: 9 }) });
    await fc.assert(
      fc.asyncProperty(lengths, async ({ length, failing }) => {
        const seen: number[] = [];
        const handler = streamHandler({ deps: () => ({}) }, async ({ record: { dynamodb } }) => {
          if (Number(dynamodb.SequenceNumber) === failing) throw new Error('no');
          seen.push(Number(dynamodb.SequenceNumber));
        });
        const Records = Array.from({ length }, (_, index) => record(index));
        const { batchItemFailures } = await handler({ Records }, lambdaContext());
        const expected = failing < length ? [{ itemIdentifier: String(failing) }] : [];
        expect(batchItemFailures).toEqual(expected);
        expect(seen).toEqual(Array.from({ length: Math.min(length, failing) }, (_, index) => index));
      }),
    );
  });

  it('hands on the image as DynamoDB wrote it', async () => {
    const images: unknown[] = [];
    const handler = streamHandler({ deps: () => ({}) }, async ({ record: { dynamodb } }) => {
      images.push(dynamodb.NewImage);
    });
    await handler({ Records: [record(1)] }, lambdaContext());
    expect(images).toEqual([record(1).dynamodb.NewImage]);
  });

  it.each([undefined, {}, { Records: [{}] }, { Records: [{ ...record(1), eventName: 'OTHER' }] }])(
    'rejects the batch %j',
    async (payload) => {
      const handler = streamHandler({ deps: () => ({}) }, async () => {});
      await expect(handler(payload, lambdaContext())).rejects.toThrow();
    },
  );
});
