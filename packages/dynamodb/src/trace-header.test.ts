import { describe, expect, it } from '@jest/globals';
import { xRayTraceHeader } from './trace-header.ts';

describe('xRayTraceHeader', () => {
  it.each([
    ['01', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'],
    ['00', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0'],
    ['03', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'],
  ])('translates a traceparent with flags %s', (flags, header) => {
    expect(xRayTraceHeader(`00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-${flags}`)).toBe(header);
  });

  it.each([
    '',
    'Root=1-5759e988',
    '00-5759e988-53995c3f42cd8ad8-01',
    '00-5759E988BD862E3FE1BE46A994272793-53995c3f42cd8ad8-01',
  ])('has no header for %j', (traceparent) => {
    expect(xRayTraceHeader(traceparent)).toBeUndefined();
  });
});
