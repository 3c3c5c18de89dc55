const { fromEnv } = require('@aws-sdk/credential-provider-env');

/** On Lambda credentials always come from the environment; the other nine providers only cost a cold start. */
exports.defaultProvider = (init) => fromEnv(init);
