import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AwsError } from '../aws/api.ts';
import { decodeIterator, encodeIterator } from './shard-iterator.ts';

describe('shard iterator', () => {
  it('gives back its position', () => {
    fc.assert(
      fc.property(fc.string(), fc.maxSafeNat(), (streamArn, after) => {
        expect(decodeIterator(encodeIterator({ streamArn, after }))).toEqual({ streamArn, after });
      }),
    );
  });

  it('is refused with a ValidationException, whatever else it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(() => decodeIterator(text)).toThrow(new AwsError('ValidationException', 'Invalid ShardIterator'));
      }),
    );
  });
});
