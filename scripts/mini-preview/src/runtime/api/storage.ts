import { theApp } from '../source.js';
import { asyncApi } from './api.js';

/** WeChat's limits: 1 MB a value, 10 MB an app. */
const VALUE_LIMIT = 1024 * 1024;
const TOTAL_LIMIT = 10 * 1024 * 1024;

const prefix = () => `mp:${theApp().app}:`;

function keys(): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix()))
    .map((key) => key.slice(prefix().length));
}

function used(): number {
  return keys().reduce((sum, key) => sum + (localStorage.getItem(prefix() + key)?.length ?? 0), 0);
}

function set(key: string, value: unknown): void {
  if (typeof key !== 'string' || key === '')
    throw new Error('parameter error: parameter.key should be a non-empty String');
  const text = JSON.stringify({ value });
  if (text.length > VALUE_LIMIT) throw new Error(`exceed max size per key: ${VALUE_LIMIT} bytes`);
  if (used() + text.length > TOTAL_LIMIT) throw new Error(`exceed max size: ${TOTAL_LIMIT} bytes`);
  localStorage.setItem(prefix() + key, text);
}

/** The value of a key; undefined when there is none. */
function get(key: string): unknown {
  const text = localStorage.getItem(prefix() + key);
  return text === null ? undefined : (JSON.parse(text) as { value: unknown }).value;
}

const remove = (key: string) => localStorage.removeItem(prefix() + key);
const clear = () => keys().forEach(remove);
const info = () => ({ keys: keys(), currentSize: Math.ceil(used() / 1024), limitSize: TOTAL_LIMIT / 1024 });

export const storageApi = {
  setStorageSync: set,
  getStorageSync: (key: string) => get(key) ?? '',
  removeStorageSync: remove,
  clearStorageSync: clear,
  getStorageInfoSync: info,
  setStorage: asyncApi('setStorage', ({ key, data }: { key: string; data: unknown }) => set(key, data)),
  getStorage: asyncApi('getStorage', ({ key }: { key: string }) => {
    const data = get(key);
    if (data === undefined) throw new Error('data not found');
    return { data };
  }),
  removeStorage: asyncApi('removeStorage', ({ key }: { key: string }) => remove(key)),
  clearStorage: asyncApi('clearStorage', clear),
  getStorageInfo: asyncApi('getStorageInfo', info),
};
