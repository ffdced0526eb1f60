import { currentPage } from '../page/current.js';
import { SelectorQuery } from './selector-query.js';

interface Caller {
  createIntersectionObserver(options?: object): unknown;
  createMediaQueryObserver(): unknown;
}

const page = (): Caller => {
  const instance = currentPage()?.instance;
  if (!instance) throw new Error('no page is open');
  return instance as unknown as Caller;
};

export const queryApi = {
  createSelectorQuery: () => new SelectorQuery(),
  createIntersectionObserver: (component: Caller | undefined, options?: object) =>
    (component ?? page()).createIntersectionObserver(options),
  createMediaQueryObserver: (component?: Caller) => (component ?? page()).createMediaQueryObserver(),
};
