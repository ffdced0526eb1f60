import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.js';

/** How adapters call WeChat: each call names its open API. */
const CALL = /'wechat-call',\s*'([\w.]+)'/g;

/**
 * The open APIs of WeChat that a bundle's own files call. WeChat lets a function call those alone that its `config.json` names
 * (云调用, 声明调用接口), and refuses any other with -604101.
 * @param inputs paths from the root
 */
export function openApisIn(inputs: readonly string[]): string[] {
  const own = inputs.filter((input) => input.startsWith('shared/'));
  return [...new Set(own.flatMap(openApisOf))].sort();
}

const known = new Map<string, string[]>();

function openApisOf(file: string): string[] {
  const found =
    known.get(file) ?? [...readFileSync(path.join(root, file), 'utf8').matchAll(CALL)].map(([, api]) => api!);
  known.set(file, found);
  return found;
}
