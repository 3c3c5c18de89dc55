/** Domains per partition: `[prefix of its regions, domain, domain for dual stack]`; a region of no other is of `aws`. */
const PARTITIONS = [
  ['cn-', 'amazonaws.com.cn', 'api.amazonwebservices.com.cn'],
  ['eusc-', 'amazonaws.eu', 'api.amazonwebservices.eu'],
  ['', 'amazonaws.com', 'api.aws'],
];

/**
 * The endpoint rules of one service in three lines instead of the rule engine with its table of partitions: the
 * configured endpoint, or the regional one. A test holds them against the SDK's own rules, region by region.
 */
export const regionalEndpoint = (prefix) => {
  const known = new Map();
  return ({ Endpoint, Region, UseFIPS = false, UseDualStack = false, EndpointId }) => {
    if (EndpointId !== undefined) throw new Error('Global endpoints are left out of the bundle (config/serverless).');
    if (Endpoint === undefined && !Region) throw new Error('Invalid Configuration: Missing Region');
    const [, domain, dualStackDomain] = PARTITIONS.find(([start]) => Region?.startsWith(start)) ?? PARTITIONS.at(-1);
    const host = `${prefix}${UseFIPS ? '-fips' : ''}.${Region}.${UseDualStack ? dualStackDomain : domain}`;
    const address = Endpoint ?? `https://${host}`;
    // The SDK looks its endpoint up for every call.
    if (!known.has(address)) known.set(address, new URL(address));
    return { url: known.get(address), properties: {}, headers: {} };
  };
};
