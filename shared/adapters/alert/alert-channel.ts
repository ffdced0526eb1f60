import type { AlertChannel } from '../../modules/alert/channel.js';
import { wecomChannel } from './wecom.js';

let channel: AlertChannel | undefined;

/** The channel that the environment names: a WeCom robot, or else the list of alerts itself, which an operator looks at. */
export function alertChannel(): AlertChannel {
  channel ??= process.env.ALERT_WECOM_WEBHOOK ? wecomChannel(process.env.ALERT_WECOM_WEBHOOK) : alertList;
  return channel;
}

/** Alerts are kept before anybody is told, so that the list has them already. */
const alertList: AlertChannel = { send: async (_app, notices) => notices.length };
