import { describe, expect, it } from '@jest/globals';
import { sequenceNumber, type StreamRecord } from './stream-record.ts';
import { StreamTails } from './stream-tails.ts';

const ARN = 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders/stream/1';
const LIMIT = 1000;

function record(sequence: number, SizeBytes = 10): StreamRecord {
  return {
    eventID: String(sequence),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-1',
    dynamodb: {
      ApproximateCreationDateTime: 0,
      Keys: {},
      SequenceNumber: sequenceNumber(sequence),
      SizeBytes,
      StreamViewType: 'KEYS_ONLY',
    },
  };
}

const numbers = (records: readonly StreamRecord[] | undefined) => records?.map(({ eventID }) => Number(eventID));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('the newest records of a stream', () => {
  it('are those behind the number asked for, oldest first, at most the limit', () => {
    const tails = new StreamTails(0);
    tails.append(ARN, [record(1), record(4), record(5)]);
    tails.append(ARN, [record(9)]);
    expect(numbers(tails.after(ARN, 0, LIMIT))).toEqual([1, 4, 5, 9]);
    expect(numbers(tails.after(ARN, 4, LIMIT))).toEqual([5, 9]);
    expect(numbers(tails.after(ARN, 2, 2))).toEqual([4, 5]);
    expect(numbers(tails.after(ARN, 9, LIMIT))).toEqual([]);
  });

  it('are none of another stream', () => {
    const tails = new StreamTails(0);
    tails.append(ARN, [record(1)]);
    expect(numbers(tails.after(`${ARN}0`, 0, LIMIT))).toEqual([]);
  });

  it('are not known to be all for who is behind what this process has written', () => {
    const tails = new StreamTails(7);
    tails.append(ARN, [record(8)]);
    expect(tails.after(ARN, 6, LIMIT)).toBeUndefined();
    expect(tails.after(`${ARN}0`, 6, LIMIT)).toBeUndefined();
    expect(numbers(tails.after(ARN, 7, LIMIT))).toEqual([8]);
  });

  it.each([
    ['records', 2000, 10],
    ['bytes', 20, 300_000],
  ])('leave the oldest to the disk when there are too many %s, without a gap', (_, count, bytes) => {
    const tails = new StreamTails(0);
    for (const sequence of range(1, count)) tails.append(ARN, [record(sequence, bytes)]);
    expect(tails.after(ARN, 0, LIMIT)).toBeUndefined();
    const oldest = range(1, count).find((sequence) => tails.after(ARN, sequence, LIMIT) !== undefined) ?? count;
    expect(oldest).toBeLessThan(count);
    expect(numbers(tails.after(ARN, oldest, LIMIT))).toEqual(range(oldest + 1, count));
  });

  it('are left to the disk, and to those who are up to date, when it has dropped its oldest', () => {
    const tails = new StreamTails(0);
    tails.append(ARN, [record(1), record(2)]);
    tails.forget(ARN);
    expect(tails.after(ARN, 1, LIMIT)).toBeUndefined();
    expect(numbers(tails.after(ARN, 2, LIMIT))).toEqual([]);
    tails.append(ARN, [record(3)]);
    expect(numbers(tails.after(ARN, 2, LIMIT))).toEqual([3]);
  });
});
