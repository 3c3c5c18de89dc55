/** Domains of partitions other than `aws`, by the prefix of their regions. */
const DOMAINS = { 'cn-': 'amazonaws.com.cn', 'eusc-': 'amazonaws.eu' };

/**
 * The endpoint rules of one service in a few lines instead of the rule engine with its tables: the endpoint that is
 * configured, or the regional one. A test holds them against the SDK's own; what they do not know they refuse.
 */
export const regionalEndpoint = (prefix) => {
  const known = new Map();
  return ({ Endpoint, Region, UseFIPS = false, UseDualStack = false, EndpointId }) => {
    if (UseFIPS || UseDualStack || EndpointId !== undefined) {
      throw new Error('FIPS, dual stack and global endpoints are left out of the bundles: see config/serverless.');
    }
    if (Endpoint === undefined && !Region) throw new Error('Invalid Configuration: Missing Region');
    const partition = Object.keys(DOMAINS).find((start) => Region?.startsWith(start));
    const address = Endpoint ?? `https://${prefix}.${Region}.${DOMAINS[partition] ?? 'amazonaws.com'}`;
    // The SDK asks for every call.
    if (!known.has(address)) known.set(address, new URL(address));
    return { url: known.get(address), properties: {}, headers: {} };
  };
};
