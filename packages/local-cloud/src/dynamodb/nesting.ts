import { AwsError } from '../aws/api.ts';
import type { AttributeValue } from './dynalite-types.ts';

/** How deep documents go, the attribute itself being the first level. */
const MAX_LEVELS = 32;

function isDeeper({ L, M }: AttributeValue, levels: number): boolean {
  if (levels < 1) return true;
  if (L !== undefined) return L.some((value) => isDeeper(value, levels - 1));
  for (const name in M) {
    const value = M[name];
    if (value !== undefined && isDeeper(value, levels - 1)) return true;
  }
  return false;
}

/** Throws ValidationException for a value whose lists and maps lie within each other too deeply. */
export function requireDepth(values: Readonly<Record<string, AttributeValue>>): void {
  for (const name in values) {
    const value = values[name];
    if (value === undefined || !isDeeper(value, MAX_LEVELS)) continue;
    throw new AwsError(
      'ValidationException',
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  }
}
