/** Spreads the unsettled orders, so that no partition of the index limits how many checkouts begin in a second. */
const PARTITIONS = 4;

function partition(index: number): string {
  return `UNSETTLED#${index}`;
}

/** Where in `gsi2` an unsettled order stands: its id ends in random characters, so that the last one spreads evenly. */
export function unsettledPartition(orderId: string): string {
  return partition(orderId.charCodeAt(orderId.length - 1) % PARTITIONS);
}

export const UNSETTLED_PARTITIONS: readonly string[] = Array.from({ length: PARTITIONS }, (_, index) =>
  partition(index),
);
