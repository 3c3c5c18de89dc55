import { describe, expect, it } from '@jest/globals';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import { readService } from '@tradewind/local-cloud/templates/read-service';
import path from 'node:path';
import { stringify } from 'yaml';
import { ROOT } from '../process/repository.ts';
import { readStages, stageSettings } from './stages.ts';

const stages = readStages();

function settingsInTemplates(stage: string) {
  const address = { ...localAddress('http://127.0.0.1:4566'), stage };
  return readService(path.join(ROOT, 'services'), 'platform', address).then(({ custom }) => custom['stage']);
}

describe('stages.yml', () => {
  it.each(['dev', 'staging', 'prod', 'pr-12'])('gives the templates of %s what the tools read', async (stage) => {
    expect(await settingsInTemplates(stage)).toEqual(stageSettings(stage, stages));
  });

  it('gives a stage that it does not name the settings of dev, whatever its name', () => {
    expect(stageSettings('pr-12', stages)).toBe(stages.dev);
    expect(stageSettings('constructor', stages)).toBe(stages.dev);
  });

  it('refuses a stage that leaves a setting out', () => {
    const { alarms, ...rest } = stages.prod;
    expect(alarms).toBe(true);
    expect(() => readStages(stringify({ ...stages, prod: rest }))).toThrow(/alarms/);
  });

  it('refuses a setting that nobody reads', () => {
    expect(() => readStages(stringify({ ...stages, demo: { ...stages.dev, retainDta: true } }))).toThrow(/retainDta/);
  });

  it('keeps what is in production', () => {
    const { deletionPolicy, deletionProtection, pointInTimeRecovery } = stages.prod;
    expect([deletionPolicy, deletionProtection, pointInTimeRecovery]).toEqual(['Retain', true, true]);
  });

  it('spares dev what costs money while idle', () => {
    const { waf, customerKey, apiCache, dashboards, alarms, vpc, cdn, provisionedConcurrency } = stages.dev;
    expect([waf, customerKey, apiCache, dashboards, alarms, vpc, cdn]).toEqual(Array(7).fill(false));
    expect(Object.values(provisionedConcurrency).every((kept) => kept === 0)).toBe(true);
  });

  it('has a CDN only where a custom domain leads to it', () => {
    expect(Object.values(stages).filter(({ cdn, customDomain }) => cdn && !customDomain)).toEqual([]);
  });
});
