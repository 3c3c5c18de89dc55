import { describe, expect, it } from '@jest/globals';
import { redeployWithChanges } from './redeploy.ts';

const STAGE = { Type: 'AWS::ApiGateway::Stage', Properties: { DeploymentId: { Ref: 'Deployment' }, Variables: {} } };

function template(method: object, stage = STAGE) {
  return {
    Method: { Type: 'AWS::ApiGateway::Method', ...method },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', DependsOn: ['Method'] },
    Stage: stage,
    Plan: { Type: 'AWS::ApiGateway::UsagePlan', DependsOn: 'Deployment' },
  };
}

const idOf = (resources: object) => Object.keys(resources).find((id) => id.startsWith('Deployment'));

describe('redeployWithChanges', () => {
  it('names a deployment by what the API consists of, and those who refer to it follow', () => {
    const resources = redeployWithChanges(template({ Properties: { HttpMethod: 'GET' } }));
    const id = idOf(resources);
    expect(id).toMatch(/^Deployment[0-9a-f]{10}$/);
    expect(resources).toMatchObject({
      Stage: { Properties: { DeploymentId: { Ref: id } } },
      Plan: { DependsOn: id },
      [id ?? '']: { DependsOn: ['Method'] },
    });
  });

  it('deploys again when a method changes, and not when only the stage does', () => {
    const before = idOf(redeployWithChanges(template({ Properties: { HttpMethod: 'GET' } })));
    const other = { ...STAGE, Properties: { ...STAGE.Properties, Variables: { colour: 'green' } } };
    expect(idOf(redeployWithChanges(template({ Properties: { HttpMethod: 'GET' } }, other)))).toBe(before);
    expect(idOf(redeployWithChanges(template({ Properties: { HttpMethod: 'POST' } })))).not.toBe(before);
  });

  it('leaves templates without a REST API as they are', () => {
    const table = { Table: { Type: 'AWS::DynamoDB::Table' } };
    expect(redeployWithChanges(table)).toBe(table);
  });
});
