import { fromEnv } from '@aws-sdk/credential-provider-env';

/** On Lambda credentials always come from the environment; the other nine providers only cost a cold start. */
export const defaultProvider = (init) => fromEnv(init);
