import { AwsError } from '../aws/api.ts';
import { decimal } from './attribute-values.ts';
import type { AttributeValue, Item } from './dynalite-types.ts';

const MAX_DIGITS = 38;
/** Powers of ten of the first digit. */
const MAX_MAGNITUDE = 125;
const MIN_MAGNITUDE = -130;

function refuseNumber(text: string): void {
  const { sign, exponent, digits } = decimal(text);
  if (sign === 0) return;
  const magnitude = exponent - 1;
  if (magnitude > MAX_MAGNITUDE) {
    throw new AwsError(
      'ValidationException',
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  }
  if (magnitude < MIN_MAGNITUDE) {
    throw new AwsError(
      'ValidationException',
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  }
  if (digits.length > MAX_DIGITS) {
    throw new AwsError(
      'ValidationException',
      `Attempting to store more than ${MAX_DIGITS} significant digits in a Number`,
    );
  }
}

function refuseNumbers({ N, NS, L, M }: AttributeValue): void {
  if (N !== undefined) refuseNumber(N);
  for (const text of NS ?? []) refuseNumber(text);
  for (const value of L ?? []) refuseNumbers(value);
  for (const value of Object.values(M ?? {})) refuseNumbers(value);
}

/** Throws ValidationException where an update calculated a number that DynamoDB cannot hold in one of these attributes. */
export function refuseCalculated(item: Item, attributes: Iterable<string | number | undefined>): void {
  for (const name of attributes) {
    const value = typeof name === 'string' ? item[name] : undefined;
    if (value !== undefined) refuseNumbers(value);
  }
}
