import { currentPage, type PageView } from '../page/current.js';
import { leaveApp } from '../page/menu.js';
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

const NO_SKYLINE = { isSupported: false, version: '', reason: 'client not supported' };
let brightness = 1;
let fetchToken = '';

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
  setBackgroundFetchToken: asyncApi('setBackgroundFetchToken', ({ token }: { token: string }) => {
    if (new TextEncoder().encode(token).length > 1024)
      throw new Error('parameter error: token is longer than 1024 bytes');
    fetchToken = token;
  }),
  getBackgroundFetchToken: asyncApi('getBackgroundFetchToken', () => ({ token: fetchToken })),
  reportAnalytics: (name: string, data: unknown) => console.info(`[mini-preview] reportAnalytics ${name}`, data),
  reportMonitor: (name: string, value: number) => console.info(`[mini-preview] reportMonitor ${name}`, value),
  reportPerformance: (id: number, value: number) => console.info(`[mini-preview] reportPerformance ${id}`, value),
  getScreenBrightness: asyncApi('getScreenBrightness', () => ({ value: brightness })),
  setScreenBrightness: asyncApi('setScreenBrightness', ({ value }: { value: number }) => {
    if (!(value >= 0 && value <= 1)) throw new Error('parameter error: parameter.value should be 0 to 1');
    brightness = value;
    document.documentElement.style.filter = value < 1 ? `brightness(${0.4 + value * 0.6})` : '';
  }),
  setVisualEffectOnCapture: asyncApi('setVisualEffectOnCapture', nothing),
  getDeviceBenchmarkInfo: asyncApi('getDeviceBenchmarkInfo', () => ({ benchmarkLevel: 30, modelLevel: 2 })),
  getRendererUserAgent: asyncApi('getRendererUserAgent', () => ({ userAgent: navigator.userAgent })),
  getSkylineInfo: asyncApi('getSkylineInfo', () => NO_SKYLINE),
  getSkylineInfoSync: () => NO_SKYLINE,
  openAppAuthorizeSetting: asyncApi('openAppAuthorizeSetting', nothing),
  openSystemBluetoothSetting: asyncApi('openSystemBluetoothSetting', nothing),
  restartMiniProgram: asyncApi('restartMiniProgram', ({ path }: { path: string }) => {
    location.hash = path.startsWith('/') ? path : `/${path}`;
    location.reload();
  }),
  exitMiniProgram: asyncApi('exitMiniProgram', () => leaveApp()),
  getBatteryInfo: asyncApi('getBatteryInfo', () => ({ level: 100, isCharging: false })),
  getBatteryInfoSync: () => ({ level: 100, isCharging: false }),
};
