import { describe, expect, it } from '@jest/globals';
import { diffReport } from './report.ts';
import type { ResourceChange } from './template-diff.ts';

const change = (over: Partial<ResourceChange>): ResourceChange => ({
  id: 'OrdersTable',
  type: 'AWS::DynamoDB::Table',
  kind: 'changed',
  replaced: 'no',
  paths: [],
  touchesData: false,
  losesData: false,
  ...over,
});

describe('diffReport', () => {
  it('says so when nothing changes', () => {
    expect(diffReport('prod', [{ service: 'orders', changes: [] }])).toBe('## prod\n\nNo resource changes.\n');
  });

  it('counts the changes and lists each with its place and consequence', () => {
    const changes = [change({ paths: ['Tags.0'] }), change({ kind: 'removed', losesData: true })];
    const report = diffReport('prod', [
      { service: 'orders', changes },
      { service: 'carts', changes: [] },
    ]);
    expect(report).toContain('0 added, 1 changed, 1 removed. **1 would lose data.**');
    expect(report).toContain('| ~ | `OrdersTable` | AWS::DynamoDB::Table | `Tags.0` |  |');
    expect(report).toContain('**its data is deleted**');
    expect(report).not.toContain('carts');
  });

  it('shortens long lists of places', () => {
    const paths = Array.from({ length: 9 }, (_, index) => `A.${index}`);
    expect(diffReport('prod', [{ service: 'orders', changes: [change({ paths })] }])).toContain('and 3 more');
  });

  it('fits into a comment, whatever changes, and leaves out nothing that loses data', () => {
    const changes = [
      ...Array.from({ length: 600 }, (_, index) => change({ id: `Queue${index}`, paths: ['Properties.Tags'] })),
      change({ id: 'LedgerTable', kind: 'removed', losesData: true }),
    ];
    const report = diffReport(
      'prod',
      ['carts', 'orders', 'payments'].map((service) => ({ service, changes })),
    );
    expect(report.length).toBeLessThan(65_536);
    expect(report).toContain('0 added, 1800 changed, 3 removed. **3 would lose data.**');
    expect(report).toContain('### payments');
    expect(report).toContain('600 more, for which there is no room here');
    expect(report.match(/LedgerTable.*its data is deleted/g)).toHaveLength(3);
    expect(diffReport('prod', [{ service: 'orders', changes: changes.slice(0, 3) }])).not.toContain('no room');
  });
});
