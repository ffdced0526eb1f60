import { onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { messageOf } from './api.js';

export interface Loaded<T> {
  data: Ref<T | undefined>;
  error: Ref<string | undefined>;
  /** True until the first answer, and again after the question changed. */
  loading: Ref<boolean>;
  /** Asks again, without the page going blank. */
  reload(): Promise<void>;
}

/**
 * Keeps the answer to a question that depends on reactive values: asks again when one of them changes, and drops answers
 * that come after a newer question. With `every` also once that many ms after each answer.
 */
export function useLoad<T>(question: () => Promise<T> | undefined, { every }: { every?: number } = {}): Loaded<T> {
  const data = shallowRef<T>();
  const error = ref<string>();
  const loading = ref(true);
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function take(answer: Promise<T> | undefined): Promise<void> {
    const mine = ++asked;
    clearTimeout(timer);
    if (!answer) return;
    try {
      const value = await answer;
      if (mine !== asked) return;
      data.value = value;
      error.value = undefined;
    } catch (problem) {
      if (mine !== asked) return;
      error.value = messageOf(problem);
    }
    loading.value = false;
    if (every !== undefined) timer = setTimeout(() => void take(question()), every);
  }

  watch(
    question,
    (answer) => {
      loading.value = true;
      void take(answer);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    asked += 1;
    clearTimeout(timer);
  });
  return { data, error, loading, reload: () => take(question()) };
}
