/** A Lambda has no home directory: region, credentials and settings are in its environment. Saves two reads per client. */
export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });

export const CONFIG_PREFIX_SEPARATOR = '.';
