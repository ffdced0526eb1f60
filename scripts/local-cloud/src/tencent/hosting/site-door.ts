import { CloudError } from '../../kernel/cloud-error.js';
import type { Exchange, Route } from '../../kernel/http.js';
import { HOSTING_PATH } from '../../server/hosts.js';
import { checkCloudPath } from '../../storage/cloud-path.js';
import type { ObjectStore } from '../../storage/object-store.js';
import { sendObject } from '../../storage/send-object.js';
import { CosError, sendXmlError } from '../../storage/xml-error.js';
import type { HostingStores } from './stores.js';

const INDEX = 'index.html';

/** `GET` and `HEAD /__hosting/<env>/<path>`: the site of an environment, to everybody. */
export function createSiteDoor(stores: HostingStores): Route {
  async function serve(exchange: Exchange): Promise<void> {
    const { request, response, url } = exchange;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new CosError(405, 'MethodNotAllowed', 'a site can only be read');
    }
    const { env, path } = split(url.pathname);
    const store = stores.of(env);
    if (!store) throw new CosError(404, 'NoSuchBucket', `static hosting of "${env}" is not turned on`);
    const found = path === undefined ? undefined : await open(store, path);
    if (found) return sendObject(exchange, found);
    if (path === undefined || store.head(`${path}/${INDEX}`)) {
      // The folder of a page: what it loads stands relative to the slash at the end.
      const last = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
      response.writeHead(302, { location: `${last}/${url.search}`, 'content-length': 0 }).end();
      return;
    }
    throw new CosError(404, 'NoSuchKey', 'The specified key does not exist.');
  }

  return {
    method: '*',
    path: HOSTING_PATH,
    handle: (exchange) =>
      serve(exchange).catch((error: unknown) => {
        if (!(error instanceof CosError)) throw error;
        sendXmlError(exchange.response, error);
      }),
  };
}

/** A path that ends with / means the index document there. */
async function open(store: ObjectStore, path: string) {
  return store.open(path === '' || path.endsWith('/') ? path + INDEX : path);
}

/** @returns no path for the address of an environment without a slash at its end */
function split(pathname: string): { env: string; path?: string } {
  const [env, ...rest] = pathname.slice(HOSTING_PATH.length).split('/');
  try {
    if (rest.length === 0) return { env: decodeURIComponent(env!) };
    const path = decodeURIComponent(rest.join('/'));
    if (path !== '') checkCloudPath(path.replace(/\/$/, ''), 'the path');
    return { env: decodeURIComponent(env!), path };
  } catch (error) {
    const why = error instanceof CloudError ? error.message : 'the path has a malformed escape';
    throw new CosError(400, 'InvalidURI', why);
  }
}
