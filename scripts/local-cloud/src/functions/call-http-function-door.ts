import { randomUUID } from 'node:crypto';
import { sendHttpFailure } from '../http-access/failure.js';
import type { Route } from '../kernel/http.js';
import { developersCaller } from './developers-caller.js';
import type { Invoker } from './invoker.js';

const DOOR = '/__cloud/callHTTPFunction/';

/**
 * `ANY /__cloud/callHTTPFunction/<env>/<name>/<path>`: what `wx.cloud.callHTTPFunction` does; the answer streams. Header
 * `x-dev-openid` says who calls.
 */
export function createCallHttpFunctionDoor(invoker: Invoker): Route {
  return {
    method: '*',
    path: DOOR,
    async handle({ request, response, url }) {
      const [env = '', name = '', ...segments] = url.pathname.slice(DOOR.length).split('/');
      const target = `/${segments.join('/')}${url.search}`;
      const caller = developersCaller(request, env);
      await invoker
        .serve(env, name, { request, response, target }, caller)
        .catch((error) => sendHttpFailure(response, error, randomUUID()));
    },
  };
}
