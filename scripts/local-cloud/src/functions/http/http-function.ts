import type { Kernel } from '../../kernel/kernel.js';
import type { FunctionDefinition } from '../definition.js';
import { Deployment } from '../deployment.js';
import type { PoolLimits } from '../pool.js';
import type { Reaper } from '../reaper.js';
import { HttpInstance } from './http-instance.js';
import type { HttpCall } from './proxy.js';
import { startServerProcess } from './server-process.js';

export interface HttpFunctionOptions {
  limits: PoolLimits;
  allowHosts: string[];
  guardFile: string;
  reaper: Reaper;
  /** Called before an instance is started. */
  makeRoom(): void;
}

export type HttpFunction = Deployment<HttpCall, void>;

/** A deployed web server; its jobs are requests, which it answers itself. */
export function createHttpFunction(
  env: string,
  definition: FunctionDefinition,
  kernel: Kernel,
  { limits, allowHosts, guardFile, reaper, makeRoom }: HttpFunctionOptions,
): HttpFunction {
  const { timeoutSeconds, memoryMb } = definition;
  const deployment: HttpFunction = new Deployment<HttpCall, void>(env, definition, kernel, limits, (onEnd) => {
    makeRoom();
    // There is no channel into a web server: when the clock jumps, the next request gets a new one.
    const unsubscribe = kernel.clock.onShift(() => {
      if (deployment.idle.includes(instance)) deployment.evict(instance);
    });
    const instance = new HttpInstance({
      start: () => startServerProcess({ env, definition, kernel, allowHosts, guardFile, reaper }),
      timeoutSeconds,
      memoryMb,
      onEnd() {
        unsubscribe();
        onEnd();
      },
    });
    return instance;
  });
  return deployment;
}
