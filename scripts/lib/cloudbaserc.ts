import type { HttpDoor } from '../../shared/contracts/http-door.js';
import { type CloudFunction, isAction } from './actions.js';

/** What all functions run on, as CloudBase names it. */
export const RUNTIME = 'Nodejs20.19';

/** The variables that a service's credentials come in; each is filled in at deploy time from the environment. */
const serviceVariables = {
  'wechat-pay': [
    'WECHAT_PAY_MCHID',
    'WECHAT_PAY_MERCHANT_SERIAL',
    'WECHAT_PAY_MERCHANT_PRIVATE_KEY',
    'WECHAT_PAY_API_V3_KEY',
    'WECHAT_PAY_PLATFORM_SERIAL',
    'WECHAT_PAY_PLATFORM_KEY',
    'WECHAT_PAY_NOTIFY_URL',
    'WECHAT_PAY_H5_APPID',
  ],
  /** The address of a WeCom group robot; empty for none. */
  alert: ['ALERT_WECOM_WEBHOOK'],
  /** The address of a Redis; empty for the database. */
  cache: ['YUNSHU_REDIS_URL'],
  /** Tencent Cloud SMS and SES; empty for none. */
  message: [
    'SMS_SECRET_ID',
    'SMS_SECRET_KEY',
    'SMS_SDK_APP_ID',
    'SMS_SIGN',
    'SMS_CODE_TEMPLATE',
    'SES_SECRET_ID',
    'SES_SECRET_KEY',
    'SES_FROM',
    'SES_CODE_TEMPLATE',
  ],
  /** Origins of the app's own pages, separated by commas; empty for none. */
  web: ['YUNSHU_WEB_ORIGINS'],
  /** The address of the app's pages as a site; empty for none. */
  site: ['YUNSHU_H5_SITE'],
  /** Tencent Cloud TMS, for texts of those whom WeChat does not know; empty for none. */
  moderation: ['TMS_SECRET_ID', 'TMS_SECRET_KEY'],
  /** A key of the environment itself, for functions that the platform gives none. */
  cloud: ['YUNSHU_CLOUD_SECRET_ID', 'YUNSHU_CLOUD_SECRET_KEY'],
  /** Language models, in the order in which they are asked; empty for none. */
  model: [
    'QWEN_API_KEY',
    'QWEN_BASE_URL',
    'QWEN_MODEL',
    'QWEN_PRICE',
    'MODEL_API_KEY',
    'MODEL_BASE_URL',
    'MODEL_NAME',
    'MODEL_PRICE',
    'OLLAMA_BASE_URL',
    'OLLAMA_MODEL',
  ],
} as const;

/** What names the language models. */
export const modelNames: readonly string[] = serviceVariables.model;

/** Variables that may stay away: the function does without. */
export const optionalVariables: ReadonlySet<string> = new Set([
  'ALERT_WECOM_WEBHOOK',
  'YUNSHU_REDIS_URL',
  'WECHAT_PAY_H5_APPID',
  ...serviceVariables.message,
  ...serviceVariables.web,
  ...serviceVariables.site,
  ...serviceVariables.model,
  ...serviceVariables.moderation,
]);

/** What every function is told: the app that it belongs to, and the keys of its environment. */
const commonVariables = ['YUNSHU_APP', 'YUNSHU_KEYS'] as const;

const DEFAULT_TIMEOUT_SECONDS = 10;
const DEFAULT_MEMORY_MB = 256;

/** `cloudbaserc.json`: what the `tcb` CLI deploys, derived from the contracts alone. */
export function cloudbaserc(functions: readonly CloudFunction[]): string {
  const config = {
    version: '2.0',
    envId: '{{env.CLOUDBASE_ENV}}',
    functionRoot: 'dist/functions',
    functions: functions.map(functionConfig),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** Names of the variables that a function is given. */
export function variablesOf({ declared }: CloudFunction): string[] {
  return [...commonVariables, ...(declared.uses ?? []).flatMap((service) => serviceVariables[service])];
}

/** A function's entry in `cloudbaserc.json`. */
export function functionConfig(one: CloudFunction) {
  const { name, declared } = one;
  return {
    name,
    description: declared.title,
    handler: 'index.main',
    runtime: RUNTIME,
    timeout: declared.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
    memorySize: (isAction(declared) && declared.memoryMb) || DEFAULT_MEMORY_MB,
    installDependency: false,
    envVariables: Object.fromEntries(variablesOf(one).map((variable) => [variable, `{{env.${variable}}}`])),
    ...(isAction(declared) && declared.timer
      ? { triggers: [{ name: declared.timer.name, type: 'timer', config: declared.timer.cron }] }
      : {}),
    ...(isAction(declared) ? {} : doorConfig(declared)),
  };
}

function doorConfig({ path, streams }: HttpDoor) {
  // It believes the headers that name WeChat's users, and has no route by which a client could bring its own.
  if (streams === 'wechat') return { type: 'HTTP' };
  // Web servers take nobody whom the platform does not know, unless their rule says so.
  if (streams === 'web') return { type: 'HTTP', path, aclRule: { invoke: true } };
  return { path };
}
