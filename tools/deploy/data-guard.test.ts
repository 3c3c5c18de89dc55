import { describe, expect, it } from '@jest/globals';
import type { ResourceChange } from '../diff/template-diff.ts';
import { stageSettings } from '../stages/stages.ts';
import { isProtected, touchedData } from './data-guard.ts';

const change = (id: string, touchesData: boolean): ResourceChange => ({
  id,
  type: 'AWS::DynamoDB::Table',
  kind: 'changed',
  replaced: touchesData ? 'yes' : 'no',
  paths: ['TableName'],
  touchesData,
  losesData: false,
});

describe('isProtected', () => {
  it('protects production and no preview', () => {
    expect(['prod', 'dev', 'pr-12'].map((stage) => isProtected(stageSettings(stage)))).toEqual([true, false, false]);
  });
});

describe('touchedData', () => {
  it('names what would be lost or left behind, with its service', () => {
    const changes = [change('OrdersTable', true), change('BuyersTable', false)];
    expect(touchedData([{ service: 'orders', changes }])).toEqual(['orders/OrdersTable']);
    expect(touchedData([{ service: 'orders', changes: [] }])).toEqual([]);
  });
});
