import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Packages that the platform's SDK loads at start and needs in few calls or none: models and AI are reached by other ways here.
 * What asks for one gets an error with its name.
 */
const LEFT_OUT = ['@cloudbase/ai', '@cloudbase/wx-cloud-client-sdk'];

/** Packages that wait until somebody uses them: uploads, signed tickets, XML of the storage, proxies. */
const LAZY = [
  '@cloudbase/app',
  'axios',
  'bson',
  'form-data',
  'http-proxy-agent',
  'https-proxy-agent',
  'jsonwebtoken',
  'xml2js',
];

const NAMESPACE = 'lean';

/**
 * Keeps a function's start from paying for what its calls do not use: half of the time that the platform's SDK takes to load
 * goes into packages that most functions never touch.
 */
export const leanPackages: Plugin = {
  name: 'lean-packages',
  setup(build) {
    const chosen = new RegExp(
      `^(?:${[...LEFT_OUT, ...LAZY].map((name) => name.replaceAll(/[/.-]/g, '\\$&')).join('|')})$`,
    );
    build.onResolve({ filter: chosen }, ({ path: name, resolveDir, importer, namespace, kind }) => {
      if (namespace === NAMESPACE || kind !== 'require-call') return undefined;
      if (!importer.includes('node_modules')) return undefined;
      return { path: `${name}?${resolveDir}`, namespace: NAMESPACE, pluginData: { name, resolveDir } };
    });
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ pluginData }) => {
      const { name, resolveDir } = pluginData as { name: string; resolveDir: string };
      return { contents: LEFT_OUT.includes(name) ? refusing(name) : waiting(name, resolveDir), resolveDir };
    });
  },
};

/** A module of which every export is an error. */
function refusing(name: string): string {
  return `module.exports = new Proxy({}, {
    get(_, key) {
      if (key === '__esModule') return true;
      if (typeof key === 'symbol') return undefined;
      throw new Error('${name} is left out of functions: scripts/lib/lean-packages.ts');
    },
  });`;
}

/** A module that is loaded when something of it is touched, and is from then on as it always was. */
function waiting(name: string, resolveDir: string): string {
  const real = createRequire(path.join(resolveDir, 'index.js'))(name) as { __esModule?: boolean };
  const target = typeof real === 'function' ? 'function () {}' : '{}';
  return `let loaded;
const load = () => (loaded ??= require('${name}'));
module.exports = new Proxy(${target}, {
  get: (_, key) => (key === '__esModule' ? ${String(real.__esModule)} : load()[key]),
  set: (_, key, value) => Reflect.set(load(), key, value),
  has: (_, key) => key in load(),
  apply: (_, self, args) => Reflect.apply(load(), self, args),
  construct: (_, args) => Reflect.construct(load(), args),
  ${
    typeof real === 'function'
      ? ''
      : `ownKeys: () => Reflect.ownKeys(load()),
  getOwnPropertyDescriptor: (_, key) => {
    const found = Reflect.getOwnPropertyDescriptor(load(), key);
    return found && { ...found, configurable: true };
  },`
  }
});`;
}
