import { vi } from 'vitest';

type Answer = unknown | ((data: never) => unknown);

/** What a page's code has around it in a test: the cloud's answers, and what it made the phone do. */
export interface PageUnderTest {
  // biome-ignore lint/suspicious/noExplicitAny: a page under test is reached as WXML reaches it, by name
  page: any;
  /** Calls of functions, in order. */
  calls: { name: string; data: Record<string, unknown> }[];
  /** Navigation, in order: `redirectTo /packages/…`. */
  moves: string[];
  /** Function name → data of an answer, a function that gives it, or a function that throws an error to answer with. */
  answers: Record<string, Answer>;
}

/** An answer that refuses. */
export const refuse =
  (code: string, message = code) =>
  () => {
    throw { code, message };
  };

/** No answer at all. */
export const silence = () => {
  throw undefined;
};

/**
 * Loads a page's module with a stubbed `wx` and opens the page: `onLoad` and `onShow` have run and what they started has
 * come to rest. Undo with `vi.unstubAllGlobals()` and `vi.resetModules()`.
 */
export async function openPage(
  load: () => Promise<unknown>,
  query: Record<string, string>,
  answers: Record<string, Answer>,
): Promise<PageUnderTest> {
  const calls: PageUnderTest['calls'] = [];
  const moves: string[] = [];
  const move = (how: string) => (options?: { url?: string }) =>
    moves.push([how, options?.url].filter(Boolean).join(' '));

  const callFunction = async ({ name, data }: { name: string; data: Record<string, unknown> }) => {
    calls.push({ name, data });
    const answer = answers[name];
    try {
      const value = typeof answer === 'function' ? await answer(data as never) : answer;
      return { result: { ok: true, data: value, traceId: 't' } };
    } catch (error) {
      if (error === undefined) throw new Error('no answer');
      return { result: { ok: false, error, traceId: 't' } };
    }
  };

  let definition: Record<string, unknown> = {};
  vi.stubGlobal('Page', (options: Record<string, unknown>) => {
    definition = options;
  });
  vi.stubGlobal('wx', {
    cloud: { callFunction },
    navigateTo: move('navigateTo'),
    redirectTo: move('redirectTo'),
    navigateBack: move('navigateBack'),
    switchTab: move('switchTab'),
    setNavigationBarTitle: () => {},
  });
  // It is the only page, unless a test says otherwise.
  if (!('getCurrentPages' in globalThis)) vi.stubGlobal('getCurrentPages', () => [{}]);
  await load();

  const page: PageUnderTest['page'] = { ...definition, data: structuredClone(definition.data) };
  page.setData = (change: object) => Object.assign(page.data, structuredClone(change));
  page.onLoad?.(query);
  page.onShow?.();
  await rest();
  return { page, calls, moves, answers };
}

/** Lets everything that waits for an answer go on. */
export const rest = () => new Promise((resolve) => setTimeout(resolve, 5));
