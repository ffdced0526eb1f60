/** What becomes of a connection to a host: to the local cloud instead, refused, or left alone. */
export type HostRule = 'redirect' | 'refuse' | 'pass';

const REDIRECTED = [
  /^(.+\.)?(tcb-admin|tcb-open|tcb-api)\.(tencentcloudapi\.com|tencentyun\.com)$/,
  /\.tcloudbasegateway\.com$/,
  /\.(service|app)\.tcloudbase\.com$/,
  /\.tencentcloudapi\.com$/,
  /^(api2?\.mch|api|qyapi)\.weixin\.qq\.com$/,
  /^api\.wechatpay\.cn$/,
];

const REFUSED =
  /(^|\.)(tencentyun\.com|tencentcloudapi\.com|tencentcos\.(com|cn)|myqcloud\.com|qcloud\.com|tcloudbase\.com|tcloudbasegateway\.com|qq\.com|wechat\.com|wechatpay\.cn|tenpay\.com|servicewechat\.com)$/;

/**
 * Tencent's and WeChat's own hosts are answered by the local cloud where it can, else refused, so that no test ever
 * reaches the real platform; everything else is the function's own business.
 * @param allowed hosts that the owner lets through; `*.example.com` covers everything below
 */
export function hostRule(hostname: string, allowed: readonly string[]): HostRule {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (allowed.some((pattern) => matches(pattern.toLowerCase(), host))) return 'pass';
  if (REDIRECTED.some((pattern) => pattern.test(host))) return 'redirect';
  return REFUSED.test(host) ? 'refuse' : 'pass';
}

function matches(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

export class HostRefusedError extends Error {
  override readonly name = 'HostRefusedError';
  readonly code = 'LOCAL_CLOUD_HOST_REFUSED';

  constructor(host: string) {
    super(
      `the local cloud refused a call to the real host ${host}; ` +
        `to allow it, start the local cloud with LOCAL_CLOUD_ALLOW_HOSTS=${host}`,
    );
  }
}
