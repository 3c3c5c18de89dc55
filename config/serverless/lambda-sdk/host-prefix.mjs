const HOST_PREFIX = 4;

/** The bindings of an operation, of which a protocol for RPC reads the host's prefix (`sync-` of Step Functions). */
export function getHttpOperationBindings({ traits }) {
  const bindings = [];
  if (typeof traits === 'object') bindings[HOST_PREFIX] = traits.endpoint?.[0];
  return bindings;
}

export const HttpBindingNormalizedSchema = {
  /** Asked for the members of an input that stand in a host name. */
  of() {
    throw new Error('Labels in host names are left out of the bundles: see config/serverless/lambda-sdk/plugin.cjs');
  },
};
