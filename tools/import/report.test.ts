import { describe, expect, it } from '@jest/globals';
import { readCatalogue } from './catalogue-row.ts';
import { importReport, reportText } from './report.ts';

const entry = (id: string) => ({ id, name: 'Mug', category: 'kitchen', price: '9.00', current_stock: '3' });

describe('importReport', () => {
  const catalogue = readCatalogue([entry('a'), 'junk', entry('b'), entry('c')], 'GBP');
  const report = importReport(catalogue, [
    { result: 'created', reasons: [], opened: 1, openBefore: 0 },
    { result: 'rejected', reasons: ['variants: taken.'], opened: 0, openBefore: 0 },
    { result: 'unchanged', reasons: [], opened: 0, openBefore: 1 },
  ]);

  it('counts, and lists what was rejected in the order of the file', () => {
    expect(report).toEqual({
      rows: 4,
      created: 1,
      updated: 0,
      unchanged: 1,
      stockOpened: 1,
      stockOpenBefore: 1,
      rejected: [
        { row: 2, externalId: null, reasons: ['The row is not a mapping.'] },
        { row: 3, externalId: 'b', reasons: ['variants: taken.'] },
      ],
    });
  });

  it('reads well', () => {
    expect(reportText(report)).toBe(`4 rows: 2 accepted, 2 rejected.
Products: 1 created, 0 updated, 1 unchanged.
Stock: 1 opened, 1 open before.
  row 2 (no id): The row is not a mapping.
  row 3 (b): variants: taken.
`);
  });

  it('shows the first rejections only', () => {
    const rejected = Array.from({ length: 25 }, (_, row) => ({ row, externalId: null, reasons: ['Bad.'] }));
    expect(reportText({ ...report, rejected })).toContain('… and 5 more; --report <file> writes all of them.');
  });
});
