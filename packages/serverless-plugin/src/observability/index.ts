export { ALARM_KINDS, runbookOf, type AlarmKind } from './alarm-kinds.ts';
export type { LogAlerts } from './log-alerts.ts';
export { observe, type Observation } from './observe.ts';
