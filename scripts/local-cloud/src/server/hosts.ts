/** A host of Tencent's or WeChat's that a function meant, when the runtime sent its call here. */
export const HOST_HEADER = 'x-local-cloud-host';
/** The invocation that made the call. */
export const SESSION_HEADER = 'x-local-cloud-session';

/** Where `<service>.tencentcloudapi.com` is answered, and where the bucket that code is deployed through. */
export const TENCENT_PATH = '/__tencent/';
export const TEMP_COS_PATH = '/__tencent-cos/';

/** Where sites of static hosting are served, below their environment, and where the buckets that hold their files are reached. */
export const HOSTING_PATH = '/__hosting/';
export const HOSTING_COS_PATH = '/__hosting-cos/';

const SAME_PATH = [/^api2?\.mch\.weixin\.qq\.com$/, /^api\.wechatpay\.cn$/, /^(qy)?api\.weixin\.qq\.com$/];
const ADMIN = /(^|\.)(tcb-admin|tcb-open|tcb-api)\.(tencentcloudapi\.com|tencentyun\.com)$/;
const TENCENT_API = /^([a-z]+)(?:\.[a-z0-9-]+)?\.tencentcloudapi\.com$/;
const TEMP_COS = /^[a-z]{2}tempcos-\d+\.cos\.[a-z0-9-]+\.myqcloud\.com$/;
const HOSTING_COS = /^([a-z0-9]+-static-[a-z0-9_-]+-\d+)\.cos\.[a-z0-9-]+\.(?:myqcloud\.com|tencentcos\.cn)$/;
/** The address of a site names the account as well; without it the local cloud knows whom is meant, too. */
const HOSTING = /^([a-z0-9_-]+?)(?:-\d{10})?\.tcloudbaseapp\.com$/;
const HTTP_ACCESS = /^([a-z0-9-]+?)(-\d+\.[a-z-]+\.app|\.service)\.tcloudbase\.com$/;

/**
 * Where the local cloud answers for a host.
 * @returns the path here, or undefined when nothing stands in for that host
 */
export function pathFor(host: string, pathname: string): string | undefined {
  if (SAME_PATH.some((pattern) => pattern.test(host))) return pathname;
  if (ADMIN.test(host)) return '/admin';
  const service = TENCENT_API.exec(host)?.[1];
  if (service !== undefined) return TENCENT_PATH + service;
  if (TEMP_COS.test(host)) return TEMP_COS_PATH + pathname.replace(/^\//, '');
  const bucket = HOSTING_COS.exec(host)?.[1];
  if (bucket !== undefined) return `${HOSTING_COS_PATH}${bucket}${pathname}`;
  const site = HOSTING.exec(host)?.[1];
  if (site !== undefined) return `${HOSTING_PATH}${site}${pathname}`;
  const env = HTTP_ACCESS.exec(host)?.[1];
  return env === undefined ? undefined : `/__http/${env}${pathname}`;
}
