import { asyncApi } from '../api.js';
import { type CloudConfig, chooseEnv, envOf, postJson } from './door.js';
import { fileApi } from './files.js';
import { callHTTPFunction } from './http-function.js';

interface CallOptions {
  name: string;
  data?: unknown;
  config?: CloudConfig;
}

/** What stands for open data until the cloud resolves it; the local cloud knows it by its `cloudID` alone. */
class CloudID {
  constructor(readonly cloudID: string) {}

  toJSON() {
    return { cloudID: this.cloudID };
  }
}

/** `wx.cloud`, served by the doors of the local cloud on the same origin. */
export const cloudApi = {
  init(options: { env?: string | { functions?: string; default?: string } } = {}) {
    chooseEnv(typeof options.env === 'object' ? (options.env.functions ?? options.env.default) : options.env);
  },
  callFunction: asyncApi('cloud.callFunction', ({ name, data = {}, config }: CallOptions) =>
    postJson('callFunction', { env: envOf(config), name, data }),
  ),
  callHTTPFunction,
  ...fileApi,
  CloudID: (id: string) => new CloudID(id),
};
