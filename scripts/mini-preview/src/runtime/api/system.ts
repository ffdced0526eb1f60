import { currentPage } from '../page/current.js';
import { theApp } from '../source.js';
import { currentTheme, onTheme } from '../theme.js';
import { asyncApi } from './api.js';

const BASE_LIBRARY = '3.8.0';
const listeners = { resize: new Set<(size: unknown) => void>(), theme: new Set<(theme: unknown) => void>() };

function css(name: string): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(name)) || 0;
}

function windowInfo() {
  const view = currentPage()?.view;
  const statusBarHeight = css('--mp-status');
  const bottom = css('--mp-safe-bottom');
  const windowHeight = view?.clientHeight || window.innerHeight - 44 - statusBarHeight;
  return {
    pixelRatio: window.devicePixelRatio,
    screenWidth: window.innerWidth,
    screenHeight: window.innerHeight,
    windowWidth: window.innerWidth,
    windowHeight,
    statusBarHeight,
    screenTop: window.innerHeight - windowHeight,
    safeArea: {
      left: 0,
      right: window.innerWidth,
      top: statusBarHeight,
      bottom: window.innerHeight - bottom,
      width: window.innerWidth,
      height: window.innerHeight - bottom - statusBarHeight,
    },
  };
}

const deviceInfo = () => ({
  brand: 'browser',
  model: 'browser',
  system: 'iOS 17.0',
  platform: 'ios',
  benchmarkLevel: 50,
  abi: '',
});
const appBaseInfo = () => ({
  SDKVersion: BASE_LIBRARY,
  version: '8.0.50',
  language: 'zh_CN',
  theme: currentTheme(),
  enableDebug: false,
  host: { env: 'WeChat' },
  fontSizeSetting: 16,
});
const systemInfo = () => ({ ...deviceInfo(), ...appBaseInfo(), ...windowInfo(), errMsg: 'getSystemInfo:ok' });
const launchOptions = () => ({ path: theApp().config.pages[0], query: {}, scene: 1001, referrerInfo: {} });

function capsule() {
  const top = css('--mp-status') + 6;
  const right = window.innerWidth - 7;
  return { top, bottom: top + 32, left: right - 87, right, width: 87, height: 32 };
}

window.addEventListener('resize', () => {
  const size = { size: { windowWidth: window.innerWidth, windowHeight: windowInfo().windowHeight } };
  for (const listener of listeners.resize) listener(size);
});
onTheme((theme) => {
  for (const listener of listeners.theme) listener({ theme });
});

export const systemApi = {
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: appBaseInfo,
  getSystemInfoSync: systemInfo,
  getSystemInfo: asyncApi('getSystemInfo', systemInfo),
  getSystemInfoAsync: asyncApi('getSystemInfoAsync', systemInfo),
  getSystemSetting: () => ({
    bluetoothEnabled: false,
    locationEnabled: true,
    wifiEnabled: true,
    deviceOrientation: 'portrait',
  }),
  getAppAuthorizeSetting: () => ({
    albumAuthorized: 'authorized',
    cameraAuthorized: 'authorized',
    locationAuthorized: 'authorized',
  }),
  getMenuButtonBoundingClientRect: capsule,
  getAccountInfoSync: () => ({
    miniProgram: { appId: `wx-preview-${theApp().app}`, envVersion: 'develop', version: '' },
    plugin: {},
  }),
  getLaunchOptionsSync: launchOptions,
  getEnterOptionsSync: launchOptions,
  canIUse: (schema: string) => schema.split('.')[0]! in (globalThis as unknown as { wx: object }).wx,
  nextTick: (task: () => void) => queueMicrotask(task),
  onWindowResize: (listener: (size: unknown) => void) => listeners.resize.add(listener),
  offWindowResize: (listener: (size: unknown) => void) => listeners.resize.delete(listener),
  onThemeChange: (listener: (theme: unknown) => void) => listeners.theme.add(listener),
  offThemeChange: (listener: (theme: unknown) => void) => listeners.theme.delete(listener),
};
