import { randomUUID } from 'node:crypto';
import { sendHttpFailure } from '../http-access/failure.js';
import { guard } from '../kernel/guard.js';
import type { Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { developersCaller } from './developers-caller.js';
import type { Invoker } from './invoker.js';

const DOOR = '/__cloud/callHTTPFunction/';

/**
 * `ANY /__cloud/callHTTPFunction/<env>/<name>/<path>`: what `wx.cloud.callHTTPFunction` does; the answer streams. Header
 * `x-dev-openid` says who calls.
 */
export function createCallHttpFunctionDoor(
  kernel: Kernel,
  invoker: Invoker,
  options: { allowOrigins?: string[] },
): Route {
  return {
    method: '*',
    path: DOOR,
    async handle({ request, response, url }) {
      guard(request, kernel.baseUrl(), options);
      const [env = '', name = '', ...segments] = url.pathname.slice(DOOR.length).split('/');
      const target = `/${segments.join('/')}${url.search}`;
      const caller = developersCaller(request, env);
      await invoker
        .serve(env, name, { request, response, target }, caller)
        .catch((error) => sendHttpFailure(response, error, randomUUID()));
    },
  };
}
