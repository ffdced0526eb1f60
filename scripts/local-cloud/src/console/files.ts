import { type Exchange, HttpError, type Route, readBody, sendJson } from '../kernel/http.js';
import { API_PATH, Fields, get, post } from './api.js';
import type { ConsoleParts } from './parts.js';

const PAGE = 200;
/** Files of a person at a browser; functions upload larger ones through storage's own door. */
const LARGEST = 100 * 1024 * 1024;

/**
 * `GET files?env=&prefix=&after=` one page of files; `GET files/address?env=&path=` where one can be fetched for ten
 * minutes; `PUT files?env=&path=` stores the body; `POST files/remove` `{env, path}`.
 */
export function fileRoutes({ kernel, storage }: ConsoleParts): Route[] {
  return [
    get('files', (query) => {
      const options = { after: query.optional('after') ?? '', limit: PAGE + 1 };
      const found = storage.listFiles(query.env(kernel), query.optional('prefix') ?? '', options);
      return { files: found.slice(0, PAGE), more: found.length > PAGE };
    }),
    get('files/address', (query) => {
      const address = storage.fileUrl(query.env(kernel), query.text('path'));
      if (address === undefined) throw new HttpError(404, 'NOT_FOUND', `there is no file ${query.text('path')}`);
      // Without the host: the console may have been opened under another name of this machine.
      const { pathname, search } = new URL(address);
      return { address: pathname + search };
    }),
    {
      method: 'PUT',
      path: `${API_PATH}files`,
      async handle({ request, response, url }: Exchange) {
        const query = new Fields(Object.fromEntries(url.searchParams));
        const body = await readBody(request, LARGEST);
        const contentType = request.headers['content-type'];
        const fileID = await storage.put(query.env(kernel), query.text('path'), body, {
          ...(contentType && { contentType }),
        });
        sendJson(response, 200, { fileID });
      },
    },
    post('files/remove', async (body) => ({ removed: await storage.remove(body.env(kernel), body.text('path')) })),
  ];
}
