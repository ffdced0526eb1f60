import { callAppHook } from '../app-hooks.js';
import { appInstance } from '../definitions.js';

/** Events that are also life-cycle functions of the app. */
const APP_HOOKS: Readonly<Record<string, string>> = {
  Error: 'onError',
  UnhandledRejection: 'onUnhandledRejection',
  PageNotFound: 'onPageNotFound',
  ThemeChange: 'onThemeChange',
};

type Listener = (...args: unknown[]) => void;

const listeners = new Map<string, Set<Listener>>();

function pair(name: string) {
  return {
    [`on${name}`]: (listener: Listener) => {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
    },
    [`off${name}`]: (listener?: Listener) => {
      if (listener) listeners.get(name)?.delete(listener);
      else listeners.delete(name);
    },
  };
}

/** Whether the app or anybody in it wants to know. */
export function isHeard(name: string): boolean {
  const hook = APP_HOOKS[name];
  return (listeners.get(name)?.size ?? 0) > 0 || (hook !== undefined && typeof appInstance()?.[hook] === 'function');
}

/** Tells the app, and everybody who has asked for it. */
export function tellApp(name: string, ...args: unknown[]): void {
  const hook = APP_HOOKS[name];
  if (hook) callAppHook(appInstance(), hook, ...args);
  for (const listener of listeners.get(name) ?? []) listener(...args);
}

export const appEventApi = Object.assign(
  {},
  ...[
    'AppShow',
    'AppHide',
    'Error',
    'UnhandledRejection',
    'PageNotFound',
    'KeyboardHeightChange',
    'UserCaptureScreen',
    'MemoryWarning',
    'BackgroundFetchData',
    'CopyUrl',
    'NeedPrivacyAuthorization',
    'NetworkWeakChange',
    'AudioInterruptionBegin',
    'AudioInterruptionEnd',
  ].map(pair),
) as Record<string, (listener: Listener) => void>;
