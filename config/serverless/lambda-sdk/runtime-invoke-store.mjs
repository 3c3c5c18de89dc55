/** The store of the invocations under way, which Lambda's runtime has put there before it loads a function. */
export const InvokeStore = {
  getInstanceAsync: async () => globalThis.awslambda?.InvokeStore,
};
