/** Fails while it is loaded, as functions do that miss a setting. */
export const handler = ((): never => {
  throw new RangeError('TABLE_NAME is missing');
})();
