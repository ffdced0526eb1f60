import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { FUNCTION_DEFAULTS, type FunctionDefinition, type TimerTrigger } from './definition.js';
import { type Fields, ProjectError, readFields, resolveTemplates } from './project-fields.js';

export { ProjectError } from './project-fields.js';

export interface ProjectFunctions {
  /** Absolute. */
  folder: string;
  envId: string;
  functions: FunctionDefinition[];
}

const CONFIG_FILE = 'cloudbaserc.json';

/** What would make a function run differently on the platform, and what to do about it here. */
const NOT_SIMULATED: Readonly<Record<string, string>> = {
  layers: 'install what they hold in the folder of the function',
  imageConfig: 'give the function a folder with its code',
  instanceConcurrencyConfig: 'an instance takes one request at a time here',
  protocolType: 'HTTP functions answer requests and streams here, and no WebSockets',
  cfsConfig: 'only /tmp can be written here',
};

/**
 * Reads the functions of a CloudBase project: `cloudbaserc.json` of version 2.0, with `{{env.X}}` taken from `variables`,
 * then `.env.local`, then `.env`. Fields that the `tcb` CLI drops are ignored here too.
 * @throws ProjectError naming the file, the field and what is wrong with it
 */
export function readProject(folder: string, variables: Record<string, string | undefined> = {}): ProjectFunctions {
  const root = path.resolve(folder);
  const file = path.join(root, CONFIG_FILE);
  if (!existsSync(file)) throw new ProjectError(file, '', 'does not exist');
  const config = readFields(file, '', resolveTemplates(file, parseJson(file), projectVariables(root, variables)));
  const version = config.text('version', '2.0');
  if (version !== '2.0') throw new ProjectError(file, 'version', `must be "2.0", not "${version}"`);
  const functionRoot = path.resolve(root, config.text('functionRoot', 'functions'));
  const functions = config.list('functions').map((fields) => readFunction(file, functionRoot, fields));
  const names = new Set<string>();
  for (const { name } of functions) {
    if (names.has(name)) throw new ProjectError(file, 'functions', `name "${name}" twice`);
    names.add(name);
  }
  return { folder: root, envId: config.text('envId'), functions };
}

function readFunction(file: string, functionRoot: string, fields: Fields): FunctionDefinition {
  const name = fields.text('name');
  const type = fields.text('type', FUNCTION_DEFAULTS.type);
  if (type !== 'Event' && type !== 'HTTP') {
    throw new ProjectError(file, `${fields.at}.type`, `must be "Event" or "HTTP", not "${type}"`);
  }
  for (const [key, advice] of Object.entries(NOT_SIMULATED)) {
    if (fields.holds(key)) fields.refuse(key, `is not simulated by the local cloud: ${advice}`);
  }
  const runtime = fields.text('runtime', 'Nodejs20.19');
  if (!/^Nodejs\d+(\.\d+)?$/.test(runtime)) fields.refuse('runtime', `must be Nodejs<version>, not "${runtime}"`);
  const dir = path.join(functionRoot, name);
  if (!existsSync(dir)) throw new ProjectError(file, `${fields.at}.name`, `has no folder ${dir}`);
  return {
    name,
    type,
    dir,
    handler: fields.text('handler', FUNCTION_DEFAULTS.handler),
    timeoutSeconds: fields.number('timeout', FUNCTION_DEFAULTS.timeoutSeconds),
    memoryMb: fields.number('memorySize', FUNCTION_DEFAULTS.memoryMb),
    env: fields.strings('envVariables'),
    triggers: fields.list('triggers').map((trigger) => readTrigger(file, trigger)),
    httpPaths: fields.texts('path').map((route) => ({ path: route.startsWith('/') ? route : `/${route}` })),
    runtime,
    description: fields.text('description', ''),
    invoke: fields.flag('aclRule', 'invoke') ? 'anyone' : 'authenticated',
  };
}

function readTrigger(file: string, fields: Fields): TimerTrigger {
  const type = fields.text('type');
  if (type !== 'timer') throw new ProjectError(file, `${fields.at}.type`, `must be "timer", not "${type}"`);
  return { name: fields.text('name'), type, config: fields.text('config') };
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ProjectError(file, '', `is not valid JSON: ${(error as Error).message}`);
  }
}

function projectVariables(root: string, given: Record<string, string | undefined>): Record<string, string | undefined> {
  const read = (name: string) => {
    const file = path.join(root, name);
    return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  };
  return { ...read('.env'), ...read('.env.local'), ...given };
}
