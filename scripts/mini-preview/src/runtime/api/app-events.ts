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

/** Tells everybody who has asked for it. */
export function tellApp(name: string, ...args: unknown[]): void {
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
    'AudioInterruptionBegin',
    'AudioInterruptionEnd',
  ].map(pair),
) as Record<string, (listener: Listener) => void>;
