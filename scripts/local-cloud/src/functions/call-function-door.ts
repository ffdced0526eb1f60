import type { Caller } from '../kernel/admin.js';
import { CloudError } from '../kernel/cloud-error.js';
import { type Exchange, HttpError, type Route, readJson, sendJson } from '../kernel/http.js';
import { FUNCTION_LIMITS } from './definition.js';
import { developersCaller } from './developers-caller.js';
import { InvocationError, weChatFailure } from './errors.js';
import type { Invoker } from './invoker.js';

/** The event's limit, and room for what is around it. */
const BODY_LIMIT = FUNCTION_LIMITS.eventBytes + 64 * 1024;

/**
 * `POST /__cloud/callFunction {env, name, data}`: what `wx.cloud.callFunction` does. The header `x-dev-openid` says who
 * calls (`x-dev-unionid` may say more); it is the developer's word, which is why only this machine may use the door.
 */
export function createCallFunctionDoor({ invoke }: Invoker): Route {
  return {
    method: 'POST',
    path: '/__cloud/callFunction',
    async handle({ request, response }) {
      try {
        const { env, name, data = {} } = await readJson(request, BODY_LIMIT);
        if (typeof env !== 'string') throw new CloudError('INVALID_PARAM', 'env must be the id of an environment');
        if (typeof name !== 'string') throw new CloudError('INVALID_PARAM', 'name must be the name of a function');
        if (typeof data !== 'object' || data === null || Array.isArray(data)) {
          throw new CloudError('INVALID_PARAM', 'data must be an object');
        }
        const caller = developersCaller(request, env);
        const { json, requestId } = await invoke(env, name, { ...data, ...platformFields(caller) }, caller);
        send(response, `{"result":${json},"requestID":"${requestId}","errMsg":"cloud.callFunction:ok"}`);
      } catch (error) {
        const failure = error instanceof HttpError ? unreadable(error) : error;
        if (!(failure instanceof CloudError)) throw error;
        const requestID = failure instanceof InvocationError ? { requestID: failure.requestId } : {};
        sendJson(response, 200, { ...weChatFailure(failure), ...requestID });
      }
    },
  };
}

/** A body that is too large, or no JSON object. */
function unreadable({ status, message }: HttpError): CloudError {
  if (status !== 413) return new CloudError('INVALID_PARAM', message);
  const text = `the event takes more than the ${FUNCTION_LIMITS.eventBytes} bytes that a function is given`;
  return new CloudError('EXCEED_REQUEST_SIZE_LIMIT', text);
}

/** What the platform adds to the event of a mini-program's call. */
function platformFields(caller: Caller): object {
  const userInfo = caller.openid ? { userInfo: { appId: caller.appid, openId: caller.openid } } : {};
  return { ...userInfo, tcbContext: {} };
}

/** As text, which Node writes together with the head. */
function send(response: Exchange['response'], json: string): void {
  const length = Buffer.byteLength(json);
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': length });
  response.end(json);
}
