import { registerHooks } from 'node:module';

/**
 * dependency-cruiser reads sources through TypeScript's JavaScript API, which TypeScript 7 does not have yet:
 * its `typescript` is answered by version 6, published by Microsoft for exactly this side-by-side use.
 */
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    nextResolve(specifier.replace(/^typescript(?=$|\/)/, '@typescript/typescript6'), context),
});
