import { CloudError } from '../kernel/cloud-error.js';
import type { Exchange, Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { mayRead } from './access.js';
import type { Buckets } from './bucket.js';
import { openidOf } from './caller.js';
import { checkCloudPath } from './cloud-path.js';
import { sendObject } from './send-object.js';
import { CosError, sendXmlError } from './xml-error.js';

export const FILE_PATH = '/__cloud/file/';

/**
 * `GET` and `HEAD /__cloud/file/<env>/<path>`: a file, for those who may read it or hold a signed address. Pictures of a
 * page cannot send headers, so `?x-dev-openid=` says who as well.
 */
export function createDownloadDoor(kernel: Kernel, buckets: Buckets): Route[] {
  async function serve(exchange: Exchange): Promise<void> {
    try {
      await send(exchange);
    } catch (error) {
      if (!(error instanceof CosError)) throw error;
      sendXmlError(exchange.response, error);
    }
  }

  async function send({ request, response, url }: Exchange): Promise<void> {
    const { env, path } = split(url.pathname);
    if (!kernel.hasEnvironment(env)) throw new CosError(404, 'NoSuchBucket', `no environment ${env}`);
    const bucket = buckets.of(env);
    const openid = openidOf(request, url.searchParams);
    const found = await bucket.store.open(path);
    const allowed =
      found && (mayRead(bucket.level(), found.object, openid) || bucket.isDownloadSigned(path, url.searchParams));
    if (found && !allowed) {
      await found.body.close();
      throw new CosError(403, 'AccessDenied', 'the address is not signed or has expired, and the file is not public');
    }
    if (!found) throw new CosError(404, 'NoSuchKey', 'The specified key does not exist.');
    // A page among the files must not act in the name of the local cloud: hence the sandbox.
    await sendObject({ request, response }, found, {
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
    });
  }

  return ['GET', 'HEAD'].map((method) => ({ method, path: FILE_PATH, handle: serve }));
}

function split(pathname: string): { env: string; path: string } {
  const [env, ...rest] = pathname.slice(FILE_PATH.length).split('/');
  try {
    return { env: decodeURIComponent(env!), path: checkCloudPath(decodeURIComponent(rest.join('/'))) };
  } catch (error) {
    const why = error instanceof CloudError ? error.message : 'the path has a malformed escape';
    throw new CosError(400, 'InvalidURI', why);
  }
}
