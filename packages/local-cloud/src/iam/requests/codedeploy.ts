import { arn } from '../../aws/account.ts';
import type { AwsCall } from '../../aws/api.ts';
import type { AccessRequest } from '../policy-set.ts';
import { textIn } from './input.ts';

/** `application/group` by the id of a deployment. */
export type DeploymentGroupOf = (deploymentId: string) => string | undefined;

/** What a call to CodeDeploy asks for: the deployment group, also where the call names the deployment alone. */
export function codeDeployRequests(groupOf: DeploymentGroupOf = () => undefined): (call: AwsCall) => AccessRequest[] {
  return ({ operation, input }) => {
    const [application, group] = ['applicationName', 'deploymentGroupName'].map((member) => textIn(input, member));
    const named = application === undefined || group === undefined ? undefined : `${application}/${group}`;
    const resource = arn(
      'codedeploy',
      `deploymentgroup:${named ?? groupOf(textIn(input, 'deploymentId') ?? '') ?? '*'}`,
    );
    return [{ action: `codedeploy:${operation}`, resource }];
  };
}
