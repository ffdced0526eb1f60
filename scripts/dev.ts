import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { apps, isPartOf } from '../shared/apps/apps.js';
import { localKeys } from './lib/environment-keys.js';
import { merchantVariables } from './lib/merchant.js';
import { messageVariables } from './lib/message.js';
import { modelVariables } from './lib/model.js';
import { moderationVariables } from './lib/moderation.js';
import { apiPage, dist, root } from './lib/paths.js';
import { provision, seedDemoGoods } from './lib/seed.js';
import { type LocalCloudOptions, startLocalCloud } from './local-cloud/src/cloud.js';
import { appidOf } from './local-cloud/src/functions/identity.js';

/** What a person can put right by starting it another way; anything else is a mistake of ours and shows where. */
const EXPLAINED = /^(StartError|ProjectError)$|^(EADDRINUSE|EACCES|ENOTDIR|EROFS|ENOSPC|ERR_PARSE_ARGS_.*)$/;

try {
  await start();
} catch (thrown) {
  const error = thrown as NodeJS.ErrnoException;
  const explained = EXPLAINED.test(error.name) || EXPLAINED.test(error.code ?? '');
  const taken = error.code === 'EADDRINUSE' && `port ${process.env.PORT ?? 7100} is taken: choose another with PORT=…`;
  console.error(taken || (explained ? error.message : error));
  process.exit(1);
}

async function start(): Promise<void> {
  const { options, port, dataDir } = readOptions();
  // Compilers take longer to load than everything else together, and a cloud of built things needs none.
  if (!options.built) await (await import('./lib/build-all.js')).buildAll();

  const cloud = await startLocalCloud({
    port,
    watch: !options.built,
    environments: apps.map(({ name }) => name),
    // An app brings more functions than the platform's 50; production asks for the same quota.
    functionLimit: 200,
    ...(!options.ephemeral && { dataDir }),
    ...(process.env.YUNSHU_LINES_FILE && { onLine: keepLines(process.env.YUNSHU_LINES_FILE) }),
    merchantName: (env) => apps.find(({ name }) => name === env)?.title ?? env,
    sites: [
      ...apps.map(({ name }) => ({ mount: `/${name}/`, folder: path.join(dist, 'web', name) })),
      ...apps.map(({ name }) => ({ mount: `/wechat/${name}/`, folder: path.join(dist, 'web-wechat', name) })),
      ...apps.map(({ name }) => ({ mount: `/h5/${name}/`, folder: path.join(dist, 'h5', name) })),
      { mount: '/docs/', folder: apiPage },
    ].filter(({ folder }) => existsSync(folder)),
  });

  for (const app of apps) {
    await provision(cloud.url, app);
    if (!options.bare && app.modules.includes('catalog')) await seedDemoGoods(cloud.url, app.name);
    const variables = {
      CLOUDBASE_ENV: app.name,
      YUNSHU_APP: app.name,
      YUNSHU_KEYS: process.env.YUNSHU_KEYS || localKeys(app.name, options.ephemeral ? undefined : dataDir),
      YUNSHU_REDIS_URL: process.env.YUNSHU_REDIS_URL ?? '',
      ALERT_WECOM_WEBHOOK: cloud.wecom.webhookOf(app.name),
      YUNSHU_WEB_ORIGINS: cloud.url,
      YUNSHU_H5_SITE: `${cloud.url}/h5/${app.name}/`,
      ...messageVariables(app.title),
      ...moderationVariables,
      ...modelVariables(),
      YUNSHU_CLOUD_SECRET_ID: 'local',
      YUNSHU_CLOUD_SECRET_KEY: 'local',
      ...merchantVariables(app.name, cloud.wechatPay.merchantOf(app.name), appidOf(app.name)),
    };
    await cloud.deployProject(root, variables, (name) => isPartOf(app, name));
  }
  if (options.project) {
    const { env, functions } = await cloud.deployProject(path.resolve(options.project));
    console.log(`${options.project}: ${functions.length} functions in environment ${env}`);
  }

  console.log(
    `ready  shop ${cloud.url}/ruizhu/  八字 ${cloud.url}/bazi/  console ${cloud.url}/console  actions ${cloud.url}/docs/  SDK ${cloud.url}/admin`,
  );
  if (!options.built) (await import('./lib/rebuild.js')).rebuildOnChange();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cloud.close().then(() => process.exit(0)));
  }
}

/** Adds every line that a function prints to a file, for a run of tests that looks at all of them. */
function keepLines(file: string): NonNullable<LocalCloudOptions['onLine']> {
  return ({ env, name }, { level, text }) => appendFileSync(file, `${JSON.stringify({ env, name, level, text })}\n`);
}

function readOptions() {
  const { values: options } = parseArgs({
    options: {
      /** Keep nothing once it stops. */
      ephemeral: { type: 'boolean', default: false },
      /** Run what is built already. */
      built: { type: 'boolean', default: false },
      /** Begin with an empty shop. */
      bare: { type: 'boolean', default: false },
      /** Also run the functions of this folder's cloudbaserc.json. */
      project: { type: 'string' },
    },
  });
  const port = Number(process.env.PORT ?? 7100);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    const problem = `PORT must be a number from 0 to 65535, not ${process.env.PORT}`;
    throw Object.assign(new Error(problem), { name: 'StartError' });
  }
  return { options, port, dataDir: path.resolve(root, process.env.YUNSHU_DATA ?? '.yunshu') };
}
