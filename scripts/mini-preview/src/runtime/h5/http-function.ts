import { ApiError, asyncApi } from '../api/api.js';
import { type HttpCall, handOver } from '../api/cloud/http-answer.js';
import { fetchOverNetwork } from '../network.js';
import { sendRequest } from './http-api.js';
import type { Sent } from './sender.js';
import { h5 } from './settings.js';
import { askToSignIn } from './sign-in.js';

/** The routes of the app's doors stand side by side: `http-api` at `…/api`, `http-reading` at `…/reading`. */
const ROUTES = h5.api.replace(/\/api$/, '');

/** `wx.cloud.callHTTPFunction` on H5: the function `http-<route>` by its route, as whoever has signed in. */
export const callHTTPFunction = asyncApi('cloud.callHTTPFunction', async (options: HttpCall) => {
  const path = routeOf(options);
  let sent = await send(path, options);
  if (sent.code === 'UNAUTHENTICATED' && (await askToSignIn())) sent = await send(path, options);
  return handOver(sent.response, options);
});

/** @throws ApiError for what has no route */
function routeOf({ name, path = '/', method = 'GET' }: HttpCall): string {
  const { pathname, search } = new URL(path, 'http://function');
  if (!/^http-[\w-]+$/.test(name) || pathname !== '/' || method.toUpperCase() !== 'GET')
    throw new ApiError(`${method} ${name}${pathname} has no route on H5`, { errCode: -1 });
  return `/${name.slice('http-'.length)}${search}`;
}

function send(path: string, { header = {} }: HttpCall): Promise<Sent & { response: Response }> {
  return sendRequest({ method: 'GET', path, body: '' }, async (proof) => {
    const response = await fetchOverNetwork(ROUTES + path, { headers: { ...header, ...proof } });
    const refusal = response.ok ? undefined : ((await response.clone().json()) as { code: string });
    return { response, code: refusal?.code, date: response.headers.get('date') };
  });
}
