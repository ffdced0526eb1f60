import { ref } from 'vue';
import { useLive } from './live.js';
import type { FoundLine } from './types.js';

/** A page keeps this many lines of a running call; the record has the rest. */
const MOST = 500;

/** What a function prints from a moment on, as it prints it. */
export function useRunningLines(env: string, name: string) {
  const lines = ref<FoundLine[]>([]);
  const listening = ref(false);
  useLive('lines', (printed) => {
    if (!listening.value) return;
    const own = printed.filter((line) => line.env === env && line.name === name);
    if (own.length > 0) lines.value = [...lines.value, ...own].slice(-MOST);
  });
  return {
    lines,
    start() {
      lines.value = [];
      listening.value = true;
    },
    stop() {
      listening.value = false;
    },
  };
}
