import { FUNCTION_DEFAULTS } from '../../functions/index.js';
import { TencentError, unsupported } from '../api/error.js';
import type { Params } from '../api/params.js';
import type { Settings } from '../functions/record.js';

/** Parameters that would make a function behave differently, and do not here. */
const REFUSED: Readonly<Record<string, string>> = {
  Layers: 'put what they hold into the package',
  CfsConfig: 'only /tmp can be written',
  DeadLetterConfig: 'an asynchronous call that failed for the last time is in the records',
  ProtocolType: 'HTTP functions speak HTTP',
  InstanceConcurrencyConfig: 'an instance takes one request at a time',
};

/** Refuses what the local cloud would have to pass over in silence. */
export function refuseUnsupported(params: Params): void {
  for (const [name, instead] of Object.entries(REFUSED)) {
    const value = params.raw[name];
    const empty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (!empty) throw unsupported(`${name} of functions: ${instead}`);
  }
  if (params.object('Code').has('ImageConfig')) throw unsupported('functions made of container images');
}

/** The settings of a function that is created. */
export function readSettings(params: Params): Settings {
  refuseUnsupported(params);
  const type = params.text('Type', FUNCTION_DEFAULTS.type);
  if (type !== 'Event' && type !== 'HTTP')
    throw new TencentError('InvalidParameterValue.Type', `Type must be Event or HTTP, not ${type}`);
  return {
    type,
    handler: params.text('Handler', FUNCTION_DEFAULTS.handler),
    runtime: readRuntime(params),
    description: params.text('Description', ''),
    timeoutSeconds: params.number('Timeout', FUNCTION_DEFAULTS.timeoutSeconds),
    memoryMb: params.number('MemorySize', FUNCTION_DEFAULTS.memoryMb),
    env: readEnvironment(params) ?? {},
  };
}

/** The settings that a call changes; what it does not name stays, and variables are replaced as a whole. */
export function readChanges(params: Params): Partial<Settings> {
  refuseUnsupported(params);
  const env = readEnvironment(params);
  return {
    ...(params.has('Description') && { description: params.text('Description') }),
    ...(params.has('Timeout') && { timeoutSeconds: params.number('Timeout') }),
    ...(params.has('MemorySize') && { memoryMb: params.number('MemorySize') }),
    ...(env && { env }),
  };
}

function readRuntime(params: Params): string {
  const runtime = params.text('Runtime', 'Nodejs20.19');
  if (/^Nodejs\d+(\.\d+)?$/.test(runtime)) return runtime;
  throw unsupported(`the runtime ${runtime}; functions run on Node.js here`);
}

function readEnvironment(params: Params): Record<string, string> | undefined {
  if (!params.has('Environment')) return undefined;
  const variables = params.object('Environment').list('Variables');
  return Object.fromEntries(variables.map((variable) => [variable.text('Key'), variable.text('Value')]));
}
