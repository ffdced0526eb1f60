import { computed, ref } from 'vue';

type Kept = Record<string, string>;

/** What a function is tried with, ready to be changed: what a timer and the HTTP access service send. */
const BUILT_IN = {
  empty: {},
  timer: { Type: 'Timer', TriggerName: 'nightly', Time: '2026-11-21T18:00:00Z', Message: '' },
  http: {
    path: '/',
    httpMethod: 'POST',
    headers: { 'content-type': 'application/json' },
    queryStringParameters: { page: '1' },
    requestContext: { requestId: '', envId: '', appId: 1250000000, uin: 100000000001 },
    body: '{"name":"value"}',
    isBase64Encoded: false,
  },
} as const;

export const BUILT_IN_EVENTS = Object.keys(BUILT_IN) as (keyof typeof BUILT_IN)[];
export const builtInEvent = (name: keyof typeof BUILT_IN): string => JSON.stringify(BUILT_IN[name], null, 2);

/** The test events of one function that a person gave names; this browser keeps them. */
export function useTestEvents(env: string, functionName: string) {
  const key = `console.events.${env}.${functionName}`;
  const kept = ref(read(key));
  const store = (next: Kept) => {
    kept.value = next;
    localStorage.setItem(key, JSON.stringify(next));
  };
  return {
    names: computed(() => Object.keys(kept.value).sort()),
    get: (name: string): string | undefined => kept.value[name],
    save: (name: string, text: string) => store({ ...kept.value, [name]: text }),
    remove(name: string) {
      const { [name]: _, ...rest } = kept.value;
      store(rest);
    },
  };
}

/** What another version of this page or a person's hand left there may be anything. */
function read(key: string): Kept {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? '{}') as unknown;
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string')) as Kept;
  } catch {
    return {};
  }
}
