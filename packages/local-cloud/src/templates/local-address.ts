import { SIGNED_IN_PATH } from '../cognito/authorize-request.ts';
import { USER_POOL_CLIENT_ID, USER_POOL_ID } from '../cognito/pool.ts';
import type { CloudAddress } from './model.ts';

const STAGE = 'dev';
/** Whoever looks after the shop on this machine. */
const ALARM_EMAIL = 'alarms@tradewind.example';

/**
 * The embedded cloud at this endpoint, with what Compose would pass to the services on AWS. Its stage is dev, but
 * alarms cost nothing here: they are on, and their mails go to the mailbox. So does signing in with a provider, of which
 * `cognito/hosted-sign-in.ts` plays every one.
 */
export function localAddress(endpoint: string): CloudAddress {
  return {
    endpoint,
    stage: STAGE,
    parameters: {
      httpApiId: 'local',
      jwtAuthorizerId: 'local',
      eventBusName: `tradewind-${STAGE}`,
      userPoolId: USER_POOL_ID,
      userPoolClientId: USER_POOL_CLIENT_ID,
      tokenIssuer: `${endpoint}/${USER_POOL_ID}`,
      signInDomainPrefix: 'local',
      signInCallbackUrl: `${endpoint}${SIGNED_IN_PATH}`,
      googleClientId: 'local',
      appleClientId: 'local',
      alarms: 'true',
      alarmEmail: ALARM_EMAIL,
      alarmStage: 'local',
    },
  };
}
