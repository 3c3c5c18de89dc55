/**
 * Endpoint discovery is for Timestream and for DynamoDB clients of 2018; the SDK has it off unless asked. Left out, with
 * the LRU cache that it makes for every client.
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => false,
  configFileSelector: () => false,
  default: false,
};

export const resolveEndpointDiscoveryConfig = (config) => config;
