import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { TemplateValidator } from '../package/template-validation.ts';
import { ROOT } from '../process/repository.ts';

const template: unknown = parse(readFileSync(path.join(ROOT, 'config/delivery/github-roles.yml'), 'utf8'));

const Role = z.object({
  Properties: z.object({
    AssumeRolePolicyDocument: z.object({
      Statement: z.array(
        z.object({
          Action: z.literal('sts:AssumeRoleWithWebIdentity'),
          Condition: z.object({ StringEquals: z.record(z.string(), z.unknown()) }),
        }),
      ),
    }),
    Policies: z.array(z.unknown()),
  }),
});
const { Resources } = z.parse(z.object({ Resources: z.record(z.string(), z.unknown()) }), template);
const ROLES = ['PreviewRole', 'StagingRole', 'ProductionRole'];

describe('the roles of the pipeline', () => {
  it('are a valid template', () => {
    expect(new TemplateValidator().validate(template)).toEqual([]);
  });

  it.each(ROLES)('lets exactly one kind of job of this repository be the %s', (name) => {
    const [statement, ...others] = z.parse(Role, Resources[name]).Properties.AssumeRolePolicyDocument.Statement;
    expect(others).toEqual([]);
    const { StringEquals } = statement?.Condition ?? {};
    expect(StringEquals?.['token.actions.githubusercontent.com:aud']).toBe('sts.amazonaws.com');
    expect(JSON.stringify(StringEquals?.['token.actions.githubusercontent.com:sub'])).toMatch(
      /repo:\$\{Repository\}:(pull_request|environment:\w+)"/,
    );
  });

  it.each(['PreviewRole', 'StagingRole'])('keeps the %s away from production', (name) => {
    const policies = JSON.stringify(z.parse(Role, Resources[name]).Properties.Policies);
    expect(policies).toContain('"Effect":"Deny","Action":"*"');
    expect(policies).toContain('tradewind-*-prod*');
  });
});
