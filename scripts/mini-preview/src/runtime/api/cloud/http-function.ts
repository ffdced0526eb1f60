import { fetchOverNetwork } from '../../network.js';
import { asyncApi } from '../api.js';
import { devOpenid, envOf } from './door.js';
import { type HttpCall, handOver } from './http-answer.js';

/** `wx.cloud.callHTTPFunction` (base library 3.15.1), as the user of the preview. */
export const callHTTPFunction = asyncApi('cloud.callHTTPFunction', async (options: HttpCall) => {
  const { name, path = '/', method = 'GET', data, header = {}, config } = options;
  const hasBody = !['GET', 'HEAD'].includes(method.toUpperCase()) && data !== undefined;
  const headers = new Headers({ ...header, 'x-dev-openid': devOpenid() });
  if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const door = `/__cloud/callHTTPFunction/${envOf(config)}/${name}/${path.replace(/^\//, '')}`;
  const body = hasBody ? bodyOf(data) : undefined;
  return handOver(await fetchOverNetwork(door, { method, headers, ...(body !== undefined && { body }) }), options);
});

function bodyOf(data: unknown): string | ArrayBuffer {
  return typeof data === 'string' || data instanceof ArrayBuffer ? data : JSON.stringify(data);
}
