import { cognitoDirectory } from './adapters/cognito-directory.ts';
import type { UserDirectory } from './domain/ports.ts';
import { appClientEnv, userPoolEnv } from './env.ts';

/** The user pool as everybody may use it. */
export function directory(): UserDirectory {
  return cognitoDirectory({
    clientId: appClientEnv().USER_POOL_CLIENT_ID,
    userPoolId: () => userPoolEnv().USER_POOL_ID,
  });
}

/** The same for functions that also look users up or sign them out, and so do not start without the pool's id. */
export function administeringDirectory(): UserDirectory {
  const { USER_POOL_ID } = userPoolEnv();
  return cognitoDirectory({ clientId: appClientEnv().USER_POOL_CLIENT_ID, userPoolId: () => USER_POOL_ID });
}
