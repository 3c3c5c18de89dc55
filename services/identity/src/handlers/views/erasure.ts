import type { ErasureView } from '@tradewind/contracts/identity/erasure-views';
import type { ErasureReport } from '../../domain/erasure.ts';

export function toErasureView({ parts, ...report }: ErasureReport): ErasureView {
  return { ...report, parts: parts.map((part) => ({ ...part, erased: { ...part.erased }, kept: [...part.kept] })) };
}
