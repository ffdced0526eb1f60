import { type Ref, ref, watch } from 'vue';

/** A choice that the browser remembers. */
export function remembered<T extends string>(key: string, values: readonly T[], fallback: T) {
  const kept = localStorage.getItem(`console.${key}`);
  const value = ref(values.find((one) => one === kept) ?? fallback);
  watch(value, (now) => localStorage.setItem(`console.${key}`, now));
  return value as Ref<T>;
}

export const theme = remembered('theme', ['system', 'light', 'dark'], 'system');

/** Puts the chosen colours on the page, and follows the system's when that is the choice. */
export function followTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const dark = theme.value === 'dark' || (theme.value === 'system' && system.matches);
    document.documentElement.classList.toggle('dark', dark);
  };
  system.addEventListener('change', apply);
  watch(() => theme.value, apply, { immediate: true });
}
