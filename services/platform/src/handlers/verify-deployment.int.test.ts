import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CodeDeployClient, CreateDeploymentCommand, GetDeploymentCommand } from '@aws-sdk/client-codedeploy';
import { eventually, lambdaContext, startTestCloud, type TestCloud } from '@tradewind/testing';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { handler } from './verify-deployment.ts';

const VERIFIER = 'tradewind-platform-dev-verify-deployment';

let cloud: TestCloud;
let client: CodeDeployClient;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'notifications'], functions: true });
  client = new CodeDeployClient({ endpoint: cloud.endpoint });
});

afterAll(async () => {
  client.destroy();
  await cloud.close();
});

async function deploy(functionName: string) {
  const appSpec = {
    version: 0.0,
    Resources: [
      {
        target: {
          Type: 'AWS::Lambda::Function',
          Properties: { Name: functionName, Alias: 'live', CurrentVersion: '1', TargetVersion: '2' },
        },
      },
    ],
    Hooks: [{ BeforeAllowTraffic: VERIFIER }, { AfterAllowTraffic: VERIFIER }],
  };
  const { deploymentId } = await client.send(
    new CreateDeploymentCommand({
      applicationName: 'tradewind-notifications-dev',
      deploymentGroupName: functionName,
      revision: { revisionType: 'AppSpecContent', appSpecContent: { content: JSON.stringify(appSpec) } },
    }),
  );
  return eventually(async () => {
    const { deploymentInfo } = await client.send(new GetDeploymentCommand({ deploymentId }));
    expect(deploymentInfo?.status).not.toBe('InProgress');
    return deploymentInfo?.status;
  });
}

describe('verify-deployment, called by CodeDeploy under its own role', () => {
  it.each(['tradewind-platform-dev-get-health', 'tradewind-notifications-dev-send-mail'])(
    'lets %s roll out',
    async (name) => {
      await expect(deploy(name)).resolves.toBe('Succeeded');
    },
  );

  it('stops the rollout of a function that is not there', async () => {
    await expect(deploy('tradewind-platform-dev-get-nothing')).resolves.toBe('Failed');
  });

  it('may not try functions of other stages', async () => {
    await expect(deploy('tradewind-platform-prod-get-health')).resolves.toBe('Failed');
  });

  it('fails by its name for the deployment of the sample, which does not exist', async () => {
    const sample: unknown = JSON.parse(
      readFileSync(path.join(import.meta.dirname, '../../events/verify-deployment.json'), 'utf8'),
    );
    await expect(handler(sample, lambdaContext())).rejects.toThrow(/d-0A1B2C3D4|Unexpected/);
  });
});
