import { currentPage } from '../page/current.js';

interface Caller {
  createSelectorQuery(): { in(component: Caller): unknown };
  createIntersectionObserver(options?: object): unknown;
}

const page = (): Caller => {
  const instance = currentPage()?.instance;
  if (!instance) throw new Error('no page is open');
  return instance as unknown as Caller;
};

export const queryApi = {
  createSelectorQuery: () => page().createSelectorQuery(),
  createIntersectionObserver: (component: Caller | undefined, options?: object) =>
    (component ?? page()).createIntersectionObserver(options),
};
