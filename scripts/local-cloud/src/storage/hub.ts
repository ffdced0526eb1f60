import { guard } from '../kernel/guard.js';
import { HttpError, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { ACCESS_LEVELS } from './access.js';
import type { Bucket, Buckets } from './bucket.js';

/** `GET /__hub/storage?env=` says the access level and what is stored; `POST /__hub/storage {env, level}` changes the level. */
export function createHub(kernel: Kernel, buckets: Buckets): Route[] {
  const path = '/__hub/storage';
  const bucketOf = (env: unknown): Bucket => {
    if (typeof env === 'string' && kernel.hasEnvironment(env)) return buckets.of(env);
    throw new HttpError(404, 'INVALID_ENV', `no environment ${String(env)}`);
  };
  const view = (bucket: Bucket) => ({ env: bucket.env, level: bucket.level(), ...bucket.store.usage() });
  return [
    {
      method: 'GET',
      path,
      handle({ request, response, url }) {
        guard(request, kernel.baseUrl());
        sendJson(response, 200, view(bucketOf(url.searchParams.get('env'))));
      },
    },
    {
      method: 'POST',
      path,
      async handle({ request, response }) {
        guard(request, kernel.baseUrl());
        const { env, level } = await readJson(request, 10_000);
        const known = ACCESS_LEVELS.find((one) => one === level);
        if (!known) throw new HttpError(400, 'INVALID_PARAM', `level must be one of ${ACCESS_LEVELS.join(', ')}`);
        const bucket = bucketOf(env);
        bucket.setLevel(known);
        sendJson(response, 200, view(bucket));
      },
    },
  ];
}
