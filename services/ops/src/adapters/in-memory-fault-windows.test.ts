import { describe } from '@jest/globals';
import { faultWindowsSuite } from './fault-windows.suite.ts';
import { inMemoryFaultWindows } from './in-memory-fault-windows.ts';

describe('windows of faults: in memory', () => {
  faultWindowsSuite(inMemoryFaultWindows);
});
