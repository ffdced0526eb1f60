import { get, post } from './api.js';
import type { ConsoleParts } from './parts.js';

/** `GET timers?env=`; `POST timers/run`, `timers/twice` and `timers/pause` `{env, functionName, name, twice?, paused?}`. */
export function timerRoutes({ kernel, functions: { timers } }: ConsoleParts) {
  return [
    get('timers', (query) => timers.list(query.env(kernel))),
    post('timers/run', async (body) => {
      await timers.runNow(body.env(kernel), body.text('functionName'), body.text('name'));
    }),
    post('timers/twice', (body) => {
      timers.fireTwice(body.env(kernel), body.text('functionName'), body.text('name'), body.flag('twice'));
    }),
    post('timers/pause', (body) => {
      timers.pause(body.env(kernel), body.text('functionName'), body.text('name'), body.flag('paused'));
    }),
  ];
}
