/**
 * The environment that the function runs in, as tokens name it: `<app>@<env>`. What is made for one environment is refused by
 * every other, even where two of them share their keys by mistake.
 */
export function environment(): string {
  return environmentName(app(), environmentId());
}

/** The id of the environment that the function runs in, as the platform has it. */
export function environmentId(): string {
  const { TCB_ENV, SCF_NAMESPACE } = process.env;
  const env = TCB_ENV || SCF_NAMESPACE;
  if (!env) throw new Error('TCB_ENV is not set: the function does not know where it runs');
  return env;
}

/** The name of the environment `env` of an app in tokens. */
export function environmentName(app: string, env: string): string {
  return `${app}@${env}`;
}

/** The name of the app that the function belongs to. */
export function app(): string {
  const { YUNSHU_APP } = process.env;
  if (!YUNSHU_APP) throw new Error('YUNSHU_APP is not set: the function does not know its app');
  return YUNSHU_APP;
}
