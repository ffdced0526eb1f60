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
  if (value === undefined) throw new Error('parameter error: parameter.data should not be undefined');
  const text = JSON.stringify({ value });
  if (text.length > VALUE_LIMIT) throw new Error(`exceed max size per key: ${VALUE_LIMIT} bytes`);
  if (used() + text.length > TOTAL_LIMIT) throw new Error(`exceed max size: ${TOTAL_LIMIT} bytes`);
  localStorage.setItem(prefix() + key, text);
}

interface Entry {
  key: string;
  value: unknown;
}

/** Keeps all of the values, or none when one cannot be kept. */
function setAll(entries: Entry[]): void {
  const before = entries.map(({ key }) => [key, localStorage.getItem(prefix() + key)] as const);
  try {
    for (const { key, value } of entries) set(key, value);
  } catch (error) {
    for (const [key, text] of before) {
      if (text === null) remove(key);
      else localStorage.setItem(prefix() + key, text);
    }
    throw error;
  }
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
  batchSetStorageSync: setAll,
  batchGetStorageSync: (names: string[]) => names.map((name) => get(name) ?? ''),
  batchSetStorage: asyncApi('batchSetStorage', ({ kvList }: { kvList: Entry[] }) => setAll(kvList)),
  batchGetStorage: asyncApi('batchGetStorage', ({ keyList }: { keyList: string[] }) => ({
    dataList: keyList.map((name) => get(name) ?? ''),
  })),
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
