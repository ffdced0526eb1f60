import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { compilerAt } from './compiler.js';

const [major, minor] = process.versions.node.split('.');

it('takes a Node of the runtime’s version', () => {
  expect(compilerAt(process.execPath, `Nodejs${major}.${minor}`)).toEqual({
    node: process.execPath,
    v8: process.versions.v8,
  });
});

it('refuses one of another version, and says which is wanted', () => {
  expect(() => compilerAt(process.execPath, 'Nodejs16.13')).toThrow(
    `is version ${process.versions.node}; functions run on Nodejs16.13`,
  );
});

it('refuses what is no Node', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'compiler-'));
  try {
    writeFileSync(path.join(folder, 'node'), '#!/bin/sh\necho hello\n', { mode: 0o755 });
    for (const file of [path.join(folder, 'node'), path.join(folder, 'nothing')]) {
      expect(() => compilerAt(file, 'Nodejs20.19')).toThrow('is no Node');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
