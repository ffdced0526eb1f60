import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** A filter that lives in the address, so that a page can be passed on or come back to as it is; empty is left out. */
export function useFilter(name: string, fallback = ''): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get() {
      const value = route.query[name];
      return typeof value === 'string' ? value : fallback;
    },
    set(value) {
      pending = { ...(pending ?? route.query), [name]: value === fallback ? undefined : value };
      void flush(router);
    },
  });
}

let pending: Record<string, unknown> | undefined;

/** Several filters that change together become one step. */
async function flush(router: ReturnType<typeof useRouter>): Promise<void> {
  await Promise.resolve();
  const query = pending as Record<string, string> | undefined;
  pending = undefined;
  if (query) await router.replace({ query });
}

/** The environment that the pages show. */
export const useEnv = (): WritableComputedRef<string> => useFilter('env');
