import { preSignUpTrigger } from '@tradewind/middleware';
import { linkProviderDeps } from '../provider-wiring.ts';
import { linkProvider } from '../use-cases/link-provider.ts';
import { toProviderProfile } from './views/provider.ts';

export const handler = preSignUpTrigger(
  { deps: linkProviderDeps },
  async ({ deps, userName, attributes, trace, log }) => {
    const { outcome, userId } = await linkProvider(deps)({ ...toProviderProfile(userName, attributes), trace });
    log.info('Signed in with a provider for the first time.', { outcome, userId });
  },
);
