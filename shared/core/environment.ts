/**
 * The environment that the function runs in, as tokens name it: `<app>@<env>`. What is made for one environment is refused by
 * every other, even where two of them share their keys by mistake.
 */
export function environment(): string {
  const { YUNSHU_APP: app, TCB_ENV, SCF_NAMESPACE } = process.env;
  const env = TCB_ENV || SCF_NAMESPACE;
  if (!app || !env) throw new Error('YUNSHU_APP or TCB_ENV is not set: the function does not know where it runs');
  return environmentName(app, env);
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
