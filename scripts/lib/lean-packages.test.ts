import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leanPackages } from './lean-packages.js';
import { root } from './paths.js';

let folder: string;
let bundled: { sdk: Record<string, unknown>; text: string };
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'yunshu-lean-'));
  const { outputFiles } = await build({
    stdin: { contents: `exports.sdk = require('@cloudbase/node-sdk');`, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    plugins: [leanPackages],
    logLevel: 'silent',
  });
  const file = path.join(folder, 'index.cjs');
  writeFileSync(file, outputFiles[0]!.text);
  bundled = { sdk: createRequire(import.meta.url)(file).sdk, text: outputFiles[0]!.text };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Sdk {
  init(config: object): {
    ai(): unknown;
    database(): { command: object };
    auth(): { createTicket(id: string): unknown };
  };
}

describe('a bundled SDK', () => {
  const cloud = () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const credentials = { private_key_id: 'k', private_key: privateKey, env_id: 'e' };
    return (bundled.sdk as unknown as Sdk).init({ env: 'e', secretId: 'i', secretKey: 'k', credentials });
  };

  it('works where it did', () => {
    expect(cloud().database().command).toHaveProperty('gte');
  });

  it('loads what waited once it is used', () => {
    expect(cloud().auth().createTicket('somebody')).toMatch(/^k\/@@\/[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('names what was left out when somebody asks for it', () => {
    expect(() => cloud().ai()).toThrow('@cloudbase/ai is left out of functions');
    expect(bundled.text).not.toContain('node_modules/@cloudbase/ai/');
  });
});
