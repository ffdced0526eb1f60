import * as z from 'zod';
import { contract } from '../contract.js';
import { Alert, AlertId } from './alert.js';

export const alertAcknowledge = contract({
  name: 'alert-acknowledge',
  title: '确认告警',
  access: 'alert.handle',
  audited: ({ alertId }) => alertId,
  input: z.strictObject({ alertId: AlertId }),
  output: Alert,
  errors: ['ALERT_NOT_FOUND'],
  budget: { roundTrips: 7 },
});
