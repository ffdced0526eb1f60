import { now, SECOND, toMs } from '../../core/time.js';
import { signedHeaders, type TencentCredentials } from './tc3.js';

/** A refusal of Tencent Cloud, by its own code; it names what was wrong with the call, never what was in it. */
export class TencentRefusal extends Error {
  override readonly name = 'TencentRefusal';
  constructor(
    readonly code: string,
    requestId: string,
  ) {
    super(`Tencent Cloud refuses: ${code} (${requestId})`);
  }
}

interface Call {
  service: string;
  action: string;
  version: string;
  region: string;
}

const PATIENCE_MS = 5_000;

/**
 * Calls Tencent Cloud's API 3.0 once. Who repeats it has to know what a second call does.
 * @throws TencentRefusal
 * @throws Error without an answer
 */
export async function callTencent<T>(
  { service, action, version, region }: Call,
  params: object,
  credentials: TencentCredentials,
): Promise<T> {
  const host = `${service}.tencentcloudapi.com`;
  const body = JSON.stringify(params);
  const timestamp = Math.floor(toMs(now()) / SECOND);
  const { host: _host, ...headers } = signedHeaders(
    { host, service, action, version, region, body, timestamp },
    credentials,
  );
  const response = await fetch(`https://${host}/`, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer = (await response.json()) as { Response?: { Error?: { Code: string }; RequestId?: string } };
  if (!answer.Response) throw new Error(`${host} answers ${response.status} and nothing that can be read`);
  const { Error: error, RequestId = '' } = answer.Response;
  if (error) throw new TencentRefusal(error.Code, RequestId);
  return answer.Response as T;
}
