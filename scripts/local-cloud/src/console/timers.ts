import { get, post } from './api.js';
import type { ConsoleParts } from './parts.js';

/** `GET timers?env=`; `POST timers/run` and `POST timers/twice` `{env, functionName, name, twice?}`. */
export function timerRoutes({ kernel, functions: { timers } }: ConsoleParts) {
  return [
    get('timers', (query) => timers.list(query.env(kernel))),
    post('timers/run', async (body) => {
      await timers.runNow(body.env(kernel), body.text('functionName'), body.text('name'));
    }),
    post('timers/twice', (body) => {
      timers.fireTwice(body.env(kernel), body.text('functionName'), body.text('name'), body.flag('twice'));
    }),
  ];
}
