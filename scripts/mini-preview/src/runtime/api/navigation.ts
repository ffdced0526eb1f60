import { theStack } from '../page/current.js';
import { hideBar, setBadge, setItem, setStyle } from '../page/tab-bar.js';
import { asyncApi } from './api.js';

interface BarColors {
  frontColor: string;
  backgroundColor: string;
  animation?: { duration?: number; timingFunc?: string };
}

type Listener = (...args: unknown[]) => void;

export const navigationApi = {
  navigateTo: asyncApi('navigateTo', ({ url, events }: { url: string; events?: Record<string, Listener> }) => ({
    eventChannel: theStack().navigateTo(url, events),
  })),
  redirectTo: asyncApi('redirectTo', ({ url }: { url: string }) => theStack().redirectTo(url)),
  reLaunch: asyncApi('reLaunch', ({ url }: { url: string }) => theStack().reLaunch(url)),
  switchTab: asyncApi('switchTab', ({ url }: { url: string }) => theStack().switchTab(url)),
  navigateBack: asyncApi('navigateBack', ({ delta }: { delta?: number }) => theStack().navigateBack(delta)),

  setNavigationBarTitle: asyncApi('setNavigationBarTitle', ({ title }: { title: string }) => {
    bar();
    theStack().top!.title = title;
  }),
  setNavigationBarColor: asyncApi('setNavigationBarColor', ({ frontColor, backgroundColor, animation }: BarColors) => {
    if (frontColor !== '#ffffff' && frontColor !== '#000000')
      throw new Error('parameter error: parameter.frontColor should be #ffffff or #000000');
    bar().fade(animation?.duration ?? 0, animation?.timingFunc ?? 'linear');
    bar().setColors(frontColor, backgroundColor);
  }),
  showNavigationBarLoading: asyncApi('showNavigationBarLoading', () => {
    bar().loading = true;
  }),
  hideNavigationBarLoading: asyncApi('hideNavigationBarLoading', () => {
    bar().loading = false;
  }),
  hideHomeButton: asyncApi('hideHomeButton', () => bar().hideHomeButton()),

  setTabBarBadge: asyncApi('setTabBarBadge', ({ index, text }: { index: number; text: string }) =>
    setBadge(index, text),
  ),
  removeTabBarBadge: asyncApi('removeTabBarBadge', ({ index }: { index: number }) => setBadge(index, undefined)),
  showTabBarRedDot: asyncApi('showTabBarRedDot', ({ index }: { index: number }) => setBadge(index, '')),
  hideTabBarRedDot: asyncApi('hideTabBarRedDot', ({ index }: { index: number }) => setBadge(index, undefined)),

  setTabBarItem: asyncApi('setTabBarItem', ({ index, ...change }: Parameters<typeof setItem>[1] & { index: number }) =>
    setItem(index, only(change, ['text', 'iconPath', 'selectedIconPath'])),
  ),
  setTabBarStyle: asyncApi('setTabBarStyle', (change: Parameters<typeof setStyle>[0]) =>
    setStyle(only(change, ['color', 'selectedColor', 'backgroundColor', 'borderStyle'])),
  ),
  showTabBar: asyncApi('showTabBar', () => hideBar(false)),
  hideTabBar: asyncApi('hideTabBar', () => hideBar(true)),

  startPullDownRefresh: asyncApi('startPullDownRefresh', () => theStack().top?.pullDown.start()),
  stopPullDownRefresh: asyncApi('stopPullDownRefresh', () => theStack().top?.pullDown.stop()),
  pageScrollTo: asyncApi('pageScrollTo', scrollPage),
};

/** The fields that count, of options that carry callbacks too. */
function only<Fields extends object>(given: Fields, names: (keyof Fields & string)[]): Partial<Fields> {
  const entries = Object.entries(given).filter(([name]) => names.includes(name as keyof Fields & string));
  return Object.fromEntries(entries) as Partial<Fields>;
}

interface ScrollTarget {
  scrollTop?: number;
  selector?: string;
  offsetTop?: number;
  /** Milliseconds; 0 for at once. */
  duration?: number;
}

function scrollPage({ scrollTop, selector, offsetTop = 0, duration = 300 }: ScrollTarget): void {
  const page = theStack().top?.page;
  if (!page) return;
  const target = selector ? page.querySelector(selector) : undefined;
  if (selector && !target) throw new Error(`selector "${selector}" matches nothing`);
  const top = target
    ? page.scrollTop + target.getBoundingClientRect().top - page.getBoundingClientRect().top
    : (scrollTop ?? 0);
  page.scrollTo({ top: top + offsetTop, behavior: duration > 0 ? 'smooth' : 'instant' });
}

function bar() {
  const page = theStack().top;
  if (!page) throw new Error('no page is open');
  return page.navigationBar;
}
