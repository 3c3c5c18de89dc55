import { openTable } from '@tradewind/dynamodb';
import { systemClock } from '@tradewind/kernel';
import { redactText } from '@tradewind/middleware';
import { dynamoFaultWindows } from './adapters/dynamo-fault-windows.ts';
import { snsAlerts } from './adapters/sns-alerts.ts';
import { alertEnv } from './env.ts';
import type { RaiseLogAlertsDeps } from './use-cases/raise-log-alerts.ts';

export const raiseLogAlertsDeps = (): RaiseLogAlertsDeps => ({
  windows: dynamoFaultWindows(openTable(alertEnv().TABLE_NAME)),
  alerts: snsAlerts(alertEnv().ALARM_TOPIC_ARN),
  clock: systemClock,
  redact: redactText,
  stage: alertEnv().STAGE,
  alarmStage: alertEnv().ALARM_STAGE,
});
