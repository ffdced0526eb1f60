/** Says what is wrong with a `notify_url`; undefined when nothing is. */
export function notifyUrlProblem(text: string): string | undefined {
  if (Buffer.byteLength(text) > 255) return '长度不能超过255个字节';
  if (!URL.canParse(text)) return '不是合法的URL';
  const url = new URL(text);
  if (url.search !== '' || text.includes('?')) return '不能携带查询参数';
  if (url.hash !== '' || text.includes('#')) return '不能携带#片段';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:' && isLoopback(url)) return undefined;
  return '必须是https地址';
}

/**
 * Where a callback goes on this machine. The HTTP access domains of an environment lead to the local cloud's own HTTP
 * access; loopback addresses are kept (WeChat Pay itself could not reach them); everything else would leave the machine.
 * @returns the address to post to, or why there is none
 */
export function localTarget(
  notifyUrl: string,
  baseUrl: string,
  hasEnvironment: (env: string) => boolean,
): { url: string } | { refused: string } {
  const url = new URL(notifyUrl);
  if (isLoopback(url)) return { url: notifyUrl };
  const env = accessEnvironment(url.hostname, hasEnvironment);
  if (env) return { url: `${baseUrl}/__http/${env}${url.pathname}` };
  return {
    refused:
      `notify_url ${notifyUrl} is outside of this machine; use https://<env>.service.tcloudbase.com/<path>` +
      ' of an environment that exists here, or an http://127.0.0.1 address',
  };
}

/** `<env>.service.tcloudbase.com`, or `<env>-<appid>.<region>.app.tcloudbase.com` and its form without a region. */
function accessEnvironment(host: string, hasEnvironment: (env: string) => boolean): string | undefined {
  const service = /^([^.]+)\.service\.tcloudbase\.com$/.exec(host)?.[1];
  const app = /^([^.]+)-[^.-]+(?:\.[^.]+)?\.app\.tcloudbase\.com$/.exec(host)?.[1];
  const env = service ?? app;
  return env !== undefined && hasEnvironment(env) ? env : undefined;
}

const isLoopback = (url: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
