import type { Answer } from '../../shared/contracts/contract';

/** What Swagger UI hands to the interceptors, as far as they use it. */
interface Sent {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  loadSpec?: boolean;
}
interface Received {
  url: string;
  status: number;
  ok: boolean;
  text: string;
  data: string;
  body: unknown;
  obj: unknown;
}
interface Options {
  spec: ApiDocument;
  dom_id: string;
  requestInterceptor(request: Sent): Sent;
  responseInterceptor(response: Received): Received;
  [option: string]: unknown;
}
interface ApiDocument {
  paths: Record<string, { post: { responses: Record<string, { description: string }> } }>;
  servers: { url: string }[];
}

declare const SwaggerUIBundle: (options: Options) => unknown;

const DOOR = '/__cloud/callFunction';

const form = document.querySelector<HTMLFormElement>('#caller')!;
const app = form.elements.namedItem('app') as HTMLSelectElement;
const user = form.elements.namedItem('user') as HTMLInputElement;
form.addEventListener('submit', (event) => event.preventDefault());

for (const { env, functions } of await environments()) {
  if (functions.length > 0) app.add(new Option(env));
}
const spec = (await (await fetch('openapi.json')).json()) as ApiDocument;

SwaggerUIBundle({
  spec,
  dom_id: '#actions',
  deepLinking: true,
  filter: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  validatorUrl: null,
  requestInterceptor: throughTheDoor,
  responseInterceptor: fromTheDoor,
});

async function environments(): Promise<{ env: string; functions: unknown[] }[]> {
  const status = (await (await fetch('/__hub/status')).json()) as {
    environments: { env: string; functions: unknown[] }[];
  };
  return status.environments;
}

/** Sends an action the way `wx.cloud.callFunction` does. */
function throughTheDoor(request: Sent): Sent {
  const name = new URL(request.url, location.href).pathname.slice(1);
  if (!(`/${name}` in spec.paths)) return request;
  const data: unknown = JSON.parse(request.body || '{}');
  if (user.value) request.headers['x-dev-openid'] ??= user.value;
  // The door does not read the query; the answer's address tells what was asked.
  request.url = new URL(`${DOOR}?${name}`, location.href).href;
  request.body = JSON.stringify({ env: app.value, name, data });
  return request;
}

/** Shows what the function answered, under the status that its contract gives to it. */
function fromTheDoor(response: Received): Received {
  const { pathname, search } = new URL(response.url, location.href);
  if (pathname !== DOOR) return response;
  const { result } = JSON.parse(response.text) as { result?: Answer<unknown> };
  if (!result) return response;
  const { responses } = spec.paths[`/${search.slice(1)}`]!.post;
  const code = result.ok ? undefined : result.error.code;
  const named = Object.entries(responses).find(([, { description }]) => code && description.split(', ').includes(code));
  response.status = result.ok ? 200 : Number(named?.[0] ?? 500);
  response.ok = result.ok;
  response.text = JSON.stringify(result, null, 2);
  response.data = response.text;
  response.body = result;
  response.obj = result;
  return response;
}
