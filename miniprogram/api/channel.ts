/** Where this build runs: the build of an H5 site writes `h5` here, no other writes anything. */
declare const YUNSHU_CHANNEL: string | undefined;

/** Whether the pages run as a site in somebody's browser, outside of WeChat. */
export function inBrowser(): boolean {
  return typeof YUNSHU_CHANNEL === 'string' && YUNSHU_CHANNEL === 'h5';
}
