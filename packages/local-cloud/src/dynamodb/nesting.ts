import { AwsError } from '../aws/api.ts';
import type { AttributeValue } from './dynalite-types.ts';

/** How deep documents go, the attribute itself being the first level. */
const MAX_LEVELS = 32;

function isDeeper({ L, M }: AttributeValue, levels: number): boolean {
  if (L === undefined && M === undefined) return levels < 1;
  const within = L ?? Object.values(M ?? {});
  return levels < 1 || within.some((value) => isDeeper(value, levels - 1));
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
