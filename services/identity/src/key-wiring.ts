import { openTable } from '@tradewind/dynamodb';
import { systemClock } from '@tradewind/kernel';
import { secret } from '@tradewind/parameters/secrets';
import { apiGatewayUsagePlans } from './adapters/api-gateway-usage-plans.ts';
import { dynamoApiKeys } from './adapters/dynamo-api-keys.ts';
import { signedCursors } from './adapters/signed-cursors.ts';
import { cursorEnv, tableEnv, usagePlanEnv } from './env.ts';
import type { AuthorizePartnerDeps } from './use-cases/authorize-partner.ts';
import type { IssueApiKeyDeps } from './use-cases/issue-api-key.ts';
import type { ListApiKeysDeps } from './use-cases/list-api-keys.ts';
import type { WithdrawApiKeyDeps } from './use-cases/withdraw-api-key.ts';

const keys = () => dynamoApiKeys(openTable(tableEnv().TABLE_NAME));
const plans = () => apiGatewayUsagePlans(usagePlanEnv().USAGE_PLAN_PREFIX);

export const issueApiKeyDeps = (): IssueApiKeyDeps => ({ keys: keys(), plans: plans(), clock: systemClock });
export const withdrawApiKeyDeps = (): WithdrawApiKeyDeps => ({ keys: keys(), plans: plans(), clock: systemClock });
export const listApiKeysDeps = (): ListApiKeysDeps => ({
  keys: keys(),
  cursors: signedCursors(secret(cursorEnv().CURSOR_SECRET_ID)),
});
export const authorizePartnerDeps = (): AuthorizePartnerDeps => ({ keys: keys(), clock: systemClock });
