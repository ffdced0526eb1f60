import { component, type glassEasel } from 'glass-easel-miniprogram-adapter';
import { asyncApi } from '../api/api.js';
import { pageOf, theStack } from './current.js';

interface Caller {
  _$: InstanceType<typeof glassEasel.Component>;
}

interface Target {
  url: string;
  delta?: number;
}

/**
 * Gives pages and components `this.pageRouter` and `this.router`: navigation whose relative addresses start from the
 * page, or from the component, instead of from the page that happens to be in sight.
 */
export function installRouters(): void {
  const prototype = component.ComponentCaller.prototype;
  Object.defineProperty(prototype, 'router', {
    configurable: true,
    get(this: Caller) {
      return routerFrom(this._$.is);
    },
  });
  Object.defineProperty(prototype, 'pageRouter', {
    configurable: true,
    get(this: Caller) {
      const element = this._$.getShadowRoot()?.childNodes[0] as { getBackendElement?(): unknown } | undefined;
      const page = pageOf(element?.getBackendElement?.() as unknown as Element);
      return routerFrom(page?.path ?? this._$.is);
    },
  });
}

function routerFrom(from: string) {
  const stack = theStack();
  const move = (name: string, run: (target: Target) => unknown) => asyncApi(name, run);
  return {
    navigateTo: move('navigateTo', ({ url }) => ({ eventChannel: stack.navigateTo(stack.absolute(url, from)) })),
    redirectTo: move('redirectTo', ({ url }) => stack.redirectTo(stack.absolute(url, from))),
    reLaunch: move('reLaunch', ({ url }) => stack.reLaunch(stack.absolute(url, from))),
    switchTab: move('switchTab', ({ url }) => stack.switchTab(stack.absolute(url, from))),
    navigateBack: move('navigateBack', ({ delta }) => stack.navigateBack(delta)),
  };
}
