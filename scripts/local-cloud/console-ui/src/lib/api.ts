/** What went wrong, as the local cloud says it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

type Query = Record<string, string | number | undefined>;

/** Asks the console's own API. @throws ApiError */
export const ask = <T>(path: string, query: Query = {}): Promise<T> => request('GET', `/__console/${path}`, { query });

/** Has the console's own API do something. @throws ApiError */
export const act = <T = unknown>(path: string, body: object): Promise<T> =>
  request('POST', `/__console/${path}`, { body: JSON.stringify(body) });

/** Calls any door of the local cloud. @throws ApiError */
export async function request<T>(
  method: string,
  path: string,
  { query = {}, body, headers = {} }: { query?: Query; body?: BodyInit; headers?: Record<string, string> } = {},
): Promise<T> {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  );
  const search = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  const type: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
  const response = await fetch(path + search, { method, body, headers: { ...type, ...headers } }).catch(() => {
    throw new ApiError('UNREACHABLE', 'the local cloud does not answer');
  });
  const answer = (await response.json().catch(() => undefined)) as { code?: string; message?: string } | undefined;
  if (!response.ok) {
    throw new ApiError(answer?.code ?? String(response.status), answer?.message ?? response.statusText);
  }
  return answer as T;
}

export const messageOf = (error: unknown): string =>
  error instanceof ApiError && error.code !== 'UNREACHABLE'
    ? `${error.message} [${error.code}]`
    : error instanceof Error
      ? error.message
      : String(error);
