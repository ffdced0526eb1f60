import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Kernel } from '../kernel/kernel.js';
import type { FunctionDefinition } from './definition.js';
import { Deployment } from './deployment.js';
import { invocationEnvironment } from './environment.js';
import { Instance } from './instance.js';
import type { Invocation } from './invocation.js';
import type { InstanceSpec, InvokeMessage } from './messages.js';
import type { PoolLimits } from './pool.js';
import type { Spares } from './spares.js';

export interface EventFunctionOptions {
  limits: PoolLimits;
  allowHosts: string[];
  codeCache: string | undefined;
  guardFile: string;
  spares: Spares;
  /** Called before an instance is started. */
  makeRoom(): void;
}

/**
 * For a run of tests that asks which code it runs (LOCAL_CLOUD_COVERAGE, a folder), the first instances of a function tell. They
 * start slower; all others are as ever.
 */
const TELLING_INSTANCES = 2;

export type EventFunction = Deployment<Invocation, string>;

/** A deployed `exports.main`; its jobs are invocations, its results JSON. */
export function createEventFunction(
  env: string,
  definition: FunctionDefinition,
  kernel: Kernel,
  options: EventFunctionOptions,
): EventFunction {
  let started = 0;
  return new Deployment<Invocation, string>(env, definition, kernel, options.limits, (onEnd) => {
    options.makeRoom();
    started += 1;
    const instance = new Instance({
      process: options.spares.take(definition.memoryMb),
      spec: {
        ...instanceSpec(definition, kernel, options),
        ...(started <= TELLING_INSTANCES && coverageOf(definition)),
      },
      timeoutSeconds: definition.timeoutSeconds,
      messageOf: (invocation) => invokeMessage(invocation, definition, kernel.baseUrl()),
      onEnd() {
        unsubscribe();
        onEnd();
      },
    });
    const unsubscribe = kernel.clock.onShift((offsetMs) => instance.shiftClock(offsetMs));
    return instance;
  });
}

function instanceSpec(
  definition: FunctionDefinition,
  kernel: Kernel,
  { allowHosts, codeCache, guardFile }: EventFunctionOptions,
): InstanceSpec {
  const { name, dir, handler, memoryMb } = definition;
  const dot = handler.lastIndexOf('.');
  return {
    functionName: name,
    dir,
    entry: path.resolve(dir, handler.slice(0, dot)),
    exportName: handler.slice(dot + 1),
    memoryMb,
    baseUrl: kernel.baseUrl(),
    allowHosts,
    guardFile,
    codeCache,
    clockOffsetMs: new Float64Array(kernel.clock.offset)[0]!,
  };
}

/** What is bundled with a source map tells; nobody could make sense of the rest. */
function coverageOf({ dir, handler }: FunctionDefinition): { coverage?: string } {
  const { LOCAL_CLOUD_COVERAGE: coverage } = process.env;
  const map = path.resolve(dir, `${handler.slice(0, handler.lastIndexOf('.'))}.js.map`);
  return coverage && existsSync(map) ? { coverage } : {};
}

function invokeMessage(invocation: Invocation, definition: FunctionDefinition, baseUrl: string): InvokeMessage {
  const { id, env, token, caller, event, version } = invocation;
  const { name, memoryMb, timeoutSeconds } = definition;
  const path = process.env.PATH ?? '';
  return {
    kind: 'invoke',
    event,
    env: invocationEnvironment({ env, baseUrl, token, requestId: id, caller, own: definition.env, path }),
    context: {
      requestId: id,
      memoryMb,
      timeoutMs: timeoutSeconds * 1000,
      functionName: name,
      functionVersion: version,
      namespace: env,
    },
  };
}
