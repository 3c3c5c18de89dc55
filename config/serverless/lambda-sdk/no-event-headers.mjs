/** A signer makes one, whether or not it ever signs a streamed event. */
export class HeaderFormatter {
  format() {
    throw new Error('Event streaming is left out of the bundles: see config/serverless/lambda-sdk/plugin.cjs');
  }
}
