import { watch } from 'vue';
import { remembered } from '../lib/settings.js';
import { en } from './en/index.js';
import { zh } from './zh/index.js';

export type TextKey = keyof typeof zh;
const TEXTS: Record<'zh' | 'en', Record<TextKey, string>> = { zh, en };

/** The language of the pages; the browser's until somebody chooses. */
export const language = remembered('language', ['zh', 'en'], navigator.language.startsWith('zh') ? 'zh' : 'en');

watch(
  language,
  (now) => {
    document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en';
  },
  { immediate: true },
);

/** A text in the chosen language; `{name}` in it is replaced. */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return TEXTS[language.value][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
