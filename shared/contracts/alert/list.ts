import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { Alert, AlertState } from './alert.js';

export const alertList = contract({
  name: 'alert-list',
  title: '告警列表',
  access: 'alert.read',
  input: z.strictObject({ ...page, state: AlertState.default('firing') }),
  output: pageOf(Alert),
  budget: { roundTrips: 4 },
});
