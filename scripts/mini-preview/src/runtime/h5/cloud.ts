import { asyncApi } from '../api/api.js';
import { fileApi } from './files.js';
import { callAction } from './http-api.js';
import { callHTTPFunction } from './http-function.js';
import { h5 } from './settings.js';
import { askToSignIn } from './sign-in.js';

interface CallOptions {
  name: string;
  data?: object;
}

/** `wx.cloud` of an H5 site: actions are called by `http-api`, as whoever has signed in. */
export const cloudApi = {
  init() {},
  callFunction: asyncApi('cloud.callFunction', async ({ name, data = {} }: CallOptions) => {
    const { $action, ...input } = data as { $action?: string };
    const action = $action ?? name;
    let answer = await callAction(action, input);
    const needsMember = !answer.ok && answer.error.code === 'UNAUTHENTICATED' && !h5.quietCalls.includes(action);
    if (needsMember && (await askToSignIn())) answer = await callAction(action, input);
    return { result: answer, requestID: answer.traceId };
  }),
  callHTTPFunction,
  ...fileApi,
};
