import { canonicalJson } from '@tradewind/kernel';

/** Whether two values of plain data are the same, whatever the order of their keys. */
export function sameContent(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right);
}
