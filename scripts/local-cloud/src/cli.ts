#!/usr/bin/env node
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalCloud } from './cloud.js';
import { parseFunctionLimits } from './functions/index.js';
import { runStateCommand } from './state/index.js';

const USAGE = `CloudBase on this machine, under the unmodified SDKs.

usage: yunshu-local-cloud [options]
       yunshu-local-cloud export <folder> [--env <id>] [--data <folder>]
       yunshu-local-cloud import <folder> [--data <folder>]

  export and import ask the local cloud that runs on the data folder: all state of its environments, or of those
  that are named, goes to one folder, and from there replaces theirs.

  --project <folder>  run the functions of this folder's cloudbaserc.json; may be given more than once.
                      Without it, the current folder's, if it has one
  --env <id>          an environment to begin with; may be given more than once. The default is "local"
                      when no project brings one
  --port <number>     where to listen on 127.0.0.1; default 7100, 0 for any that is free
  --data <folder>     where state is kept; default .local-cloud
  --function-limit <n>  most functions in an environment, or <env>=<n> for one of them; default 50, as on the platform
  --ephemeral         keep nothing once it stops
  --help              this text
`;

const options = readOptions();
const [verb, stateFolder] = options.positionals;
if (verb === 'export' || verb === 'import') {
  const environments = options.env ? { environments: options.env } : {};
  const said = runStateCommand(verb, stateFolder!, { dataDir: path.resolve(options.data), ...environments });
  console.log(await said.catch((error: Error) => fail(error.message)));
  process.exit(0);
}
const projects = options.project ?? (existsSync('cloudbaserc.json') ? ['.'] : []);
const environments = options.env ?? (projects.length === 0 ? ['local'] : []);

try {
  const cloud = await startLocalCloud({
    port: options.port,
    environments,
    watch: true,
    ...(options.functionLimit !== undefined && { functionLimit: options.functionLimit }),
    ...(!options.ephemeral && { dataDir: path.resolve(options.data) }),
  });
  for (const folder of projects) {
    const { env, functions } = await cloud.deployProject(path.resolve(folder), { ...process.env });
    console.log(`${folder}: ${functions.length} functions in environment ${env}: ${functions.join(', ')}`);
  }
  console.log(`ready  console ${cloud.url}/console  SDK ${cloud.url}/admin  status ${cloud.url}/__hub/status`);
  console.log(`TCB_CONTEXT_CNFG='{"URL":"${cloud.url}/admin"}' points @cloudbase/node-sdk and wx-server-sdk here`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cloud.close().then(() => process.exit(0)));
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  fail(code === 'EADDRINUSE' ? `port ${options.port} is taken; choose another one with --port` : message);
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        project: { type: 'string', multiple: true },
        env: { type: 'string', multiple: true },
        port: { type: 'string', default: '7100' },
        data: { type: 'string', default: '.local-cloud' },
        'function-limit': { type: 'string', multiple: true },
        ephemeral: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error('--port must be a number from 0 to 65535');
    if (values.data === '') throw new Error('--data must name a folder');
    const wrong = values.env?.find((env) => !/^[a-z0-9-]{1,40}$/.test(env));
    if (wrong !== undefined) throw new Error(`--env ${wrong}: must be lower-case letters, digits and -, at most 40`);
    const [verb, ...folders] = positionals;
    if (verb !== undefined && verb !== 'export' && verb !== 'import') throw new Error(`there is no command ${verb}`);
    if (verb !== undefined && folders.length !== 1) throw new Error(`${verb} takes one folder`);
    const texts = values['function-limit'];
    return { ...values, positionals, port, functionLimit: texts && parseFunctionLimits(texts) };
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
