import { AwsError } from '../aws/api.ts';
import { placeKey, type ItemPlace } from './store-view.ts';

/** BatchWriteItem tells what is wrong with the key of an item to be put as it does for a key to be deleted. */
export function asBatchFailure(error: unknown): unknown {
  const isKeyFailure = error instanceof AwsError && /Missing the key|Type mismatch for key/.test(error.message);
  return isKeyFailure
    ? new AwsError('ValidationException', 'The provided key element does not match the schema')
    : error;
}

/** The places of a batch, in which none may be named twice. Throws ValidationException. */
export function requireDistinct(places: readonly ItemPlace[]): readonly ItemPlace[] {
  if (new Set(places.map(placeKey)).size === places.length) return places;
  throw new AwsError('ValidationException', 'Provided list of item keys contains duplicates');
}
