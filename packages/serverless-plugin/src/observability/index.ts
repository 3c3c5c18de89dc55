export { ALARM_KINDS, runbookOf, type AlarmKind } from './alarm-kinds.ts';
export { observe, type Observation } from './observe.ts';
