import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readProject } from './project.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'project-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function project(config: unknown, files: Record<string, string> = {}) {
  writeFileSync(path.join(folder, 'cloudbaserc.json'), JSON.stringify(config));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

it('reads functions with the defaults of CloudBase', () => {
  project({ version: '2.0', envId: 'shop', functions: [{ name: 'hello' }] }, { 'functions/hello/index.js': '' });
  expect(readProject(folder)).toEqual({
    folder,
    envId: 'shop',
    functions: [
      expect.objectContaining({
        name: 'hello',
        dir: path.join(folder, 'functions/hello'),
        handler: 'index.main',
        type: 'Event',
        timeoutSeconds: 3,
        memoryMb: 256,
        env: {},
        triggers: [],
        httpPaths: [],
      }),
    ],
  });
});

it('reads every field that reaches the platform', () => {
  const triggers = [{ name: 'tick', type: 'timer', config: '0 0 2 * * * *' }];
  const fields = {
    handler: 'dist/index.main',
    timeout: 20,
    memorySize: 512,
    runtime: 'Nodejs18.15',
    path: 'api',
    triggers,
  };
  project(
    {
      version: '2.0',
      envId: 'shop',
      functionRoot: './src',
      functions: [{ name: 'a', ...fields, envVariables: { N: 1 } }],
    },
    { 'src/a/index.js': '' },
  );
  expect(readProject(folder).functions[0]).toMatchObject({
    handler: 'dist/index.main',
    timeoutSeconds: 20,
    memoryMb: 512,
    runtime: 'Nodejs18.15',
    env: { N: '1' },
    triggers,
    httpPaths: [{ path: '/api' }],
  });
});

it('takes an empty list of layers for none', () => {
  project({ version: '2.0', envId: 'e', functions: [{ name: 'a', layers: [] }] }, { 'functions/a/index.js': '' });
  expect(readProject(folder).functions).toHaveLength(1);
});

it('fills templates from the given variables, then .env.local, then .env', () => {
  const envVariables = { A: '{{env.A}}', B: '{{ env.B }}', C: 'c-{{env.C}}' };
  project(
    { version: '2.0', envId: '{{env.ENV_ID}}', functions: [{ name: 'a', timeout: '{{env.T}}', envVariables }] },
    { 'functions/a/index.js': '', '.env': 'ENV_ID=e\nA=1\nB=1\nC=1\nT=9', '.env.local': 'B=2\nC="2"' },
  );
  const { envId, functions } = readProject(folder, { C: '3' });
  expect([envId, functions[0]!.env, functions[0]!.timeoutSeconds]).toEqual(['e', { A: '1', B: '2', C: 'c-3' }, 9]);
});

it.each([
  [{ functions: [] }, 'envId is missing'],
  [{ envId: 'e', functions: [{}] }, 'functions[0].name is missing'],
  [{ envId: 'e', functions: [{ name: 'absent' }] }, 'has no folder'],
  [{ envId: 'e', functions: [{ name: 'a', timeout: 'soon' }] }, 'functions[0].timeout must be a number'],
  [{ envId: 'e', functions: [{ name: 'a', type: 'Magic' }] }, 'functions[0].type must be'],
  [{ envId: 'e', functions: [{ name: 'a', triggers: [{ name: 't', type: 'cos' }] }] }, 'functions[0].triggers[0].type'],
  [
    { envId: 'e', functions: [{ name: 'a', envVariables: { K: '{{env.NOPE}}' } }] },
    'functions[0].envVariables.K uses {{env.NOPE}}',
  ],
  [{ envId: 'e', functions: [{ name: 'a' }, { name: 'a' }] }, 'twice'],
  [{ envId: 'e', version: '1.0' }, 'version must be "2.0"'],
  [{ envId: 'e', functions: [{ name: 'a', runtime: 'Python3.7' }] }, 'functions[0].runtime must be Nodejs<version>'],
  [
    { envId: 'e', functions: [{ name: 'a', layers: [{ name: 'l', version: 1 }] }] },
    'functions[0].layers is not simulated',
  ],
  [
    { envId: 'e', functions: [{ name: 'a', instanceConcurrencyConfig: {} }] },
    'instanceConcurrencyConfig is not simulated',
  ],
  [{ envId: 'e', functions: [{ name: 'a', protocolType: 'WS' }] }, 'protocolType is not simulated'],
])('refuses %j', (config, text) => {
  project({ version: '2.0', ...config }, { 'functions/a/index.js': '' });
  expect(() => readProject(folder)).toThrow(text);
});

it('says so when there is no configuration, or none that can be read', () => {
  expect(() => readProject(folder)).toThrow('does not exist');
  writeFileSync(path.join(folder, 'cloudbaserc.json'), '{');
  expect(() => readProject(folder)).toThrow('not valid JSON');
});
