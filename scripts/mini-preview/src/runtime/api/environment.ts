import { currentPage, type PageView } from '../page/current.js';
import { preloadPackage } from '../page/sub-packages.js';
import { theApp } from '../source.js';
import { asyncApi } from './api.js';

const nothing = () => undefined;

/** An update manager that never finds an update: the page that is open is the newest. */
const updateManager = {
  applyUpdate: nothing,
  onCheckForUpdate: (tell: (result: object) => void) => tell({ hasUpdate: false }),
  onUpdateReady: nothing,
  onUpdateFailed: nothing,
};

const log = {
  debug: (...args: unknown[]) => console.debug(...args),
  info: (...args: unknown[]) => console.info(...args),
  log: (...args: unknown[]) => console.log(...args),
  warn: (...args: unknown[]) => console.warn(...args),
  error: (...args: unknown[]) => console.error(...args),
  setFilterMsg: nothing,
  addFilterMsg: nothing,
};

/** What surrounds an app: updates, logs, fonts, the colours behind pages. */
export const environmentApi = {
  getUpdateManager: () => updateManager,
  getLogManager: () => log,
  getRealtimeLogManager: () => log,
  reportEvent: (name: string, data: unknown) => console.info(`[mini-preview] reportEvent ${name}`, data),
  getPerformance: () => performance,
  setBackgroundColor: asyncApi('setBackgroundColor', (colors: Parameters<PageView['paintBehind']>[0]) =>
    currentPage()?.paintBehind(colors),
  ),
  setBackgroundTextStyle: asyncApi('setBackgroundTextStyle', ({ textStyle }: { textStyle: 'dark' | 'light' }) => {
    const page = currentPage();
    if (page) page.window.backgroundTextStyle = textStyle;
  }),
  setKeepScreenOn: asyncApi('setKeepScreenOn', nothing),
  setEnableDebug: asyncApi('setEnableDebug', nothing),
  preDownloadSubpackage: asyncApi('preDownloadSubpackage', ({ name, root }: { name?: string; root?: string }) =>
    preloadPackage(theApp(), name ?? root ?? ''),
  ),
  loadFontFace: asyncApi('loadFontFace', async ({ family, source }: { family: string; source: string }) => {
    document.fonts.add(await new FontFace(family, source).load());
    return { status: 'loaded' };
  }),
  getBackgroundFetchData: asyncApi('getBackgroundFetchData', () => ({ fetchedData: '', timeStamp: Date.now() })),
  setBackgroundFetchToken: asyncApi('setBackgroundFetchToken', nothing),
  getBatteryInfo: asyncApi('getBatteryInfo', () => ({ level: 100, isCharging: false })),
  getBatteryInfoSync: () => ({ level: 100, isCharging: false }),
};
