import { describe, expect, it } from '@jest/globals';
import { ACCEPTED_TYPES, PROVISIONED_TYPES } from '@tradewind/local-cloud/provision/resource-types';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import { loadModel } from '@tradewind/local-cloud/templates/load-model';
import { readService } from '@tradewind/local-cloud/templates/read-service';
import path from 'node:path';
import { stringify } from 'yaml';
import { ROOT } from '../process/repository.ts';
import { CHECKED_STAGES, readStages, stageSettings } from './stages.ts';

const stages = readStages();
const servicesDirectory = path.join(ROOT, 'services');
const address = localAddress('http://127.0.0.1:4566');

function settingsInTemplates(stage: string) {
  return readService(servicesDirectory, 'platform', { ...address, stage }).then(({ custom }) => custom['stage']);
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
    expect(provisionedConcurrency).toEqual({});
  });

  it('has a key where it has alarms: CloudWatch cannot publish to a topic under a key of AWS', () => {
    expect(Object.values(stages).filter(({ alarms, customerKey }) => alarms && !customerKey)).toEqual([]);
  });

  it('has a CDN only where a custom domain leads to it', () => {
    expect(Object.values(stages).filter(({ cdn, customDomain }) => cdn && !customDomain)).toEqual([]);
  });
});

describe('the local cloud', () => {
  it.each(CHECKED_STAGES)('knows every type of resource that %s has', async (stage) => {
    const { services } = await loadModel({ servicesDirectory, ...address, stage });
    const known = new Set<string>([...PROVISIONED_TYPES, ...ACCEPTED_TYPES]);
    const unknown = services.flatMap(({ resources }) => resources.filter(({ type }) => !known.has(type)));
    expect(unknown.map(({ logicalId, type }) => `${logicalId} ${type}`)).toEqual([]);
  });
});
