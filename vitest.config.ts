import { configDefaults, defineConfig } from 'vitest/config';

const exclude = [...configDefaults.exclude, '**/dist/**'];

/**
 * On a shared machine a browser or a process may be late once; the report says which test needed a second try. Tests of money
 * and stock get none: what fails there once in a hundred runs is a bug.
 */
const retry = process.env.CI ? 1 : 0;

const built = { exclude, globalSetup: ['tests/kit/build-once.ts'] };

export default defineConfig({
  test: {
    // Most tests wait for another process most of the time; one for each core but one would leave the machine idle.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{scripts,shared,miniprogram}/**/*.test.ts'],
          exclude: [...exclude, 'scripts/local-cloud/**'],
          // Loading what they share once for all files of a worker is a third of their time.
          isolate: false,
          retry,
        },
      },
      // The SDKs keep what they were initialised with, so that each file needs a process of its own.
      { extends: true, test: { name: 'emulator', include: ['scripts/local-cloud/**/*.test.ts'], exclude, retry } },
      { extends: true, test: { name: 'cloud', include: ['tests/{purchase,core,contracts}/**/*.test.ts'], ...built } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['tests/{console,deploy,e2e,local-cloud,new,sdk}/**/*.test.ts'],
          ...built,
          retry,
          // What these run of `shared/`, the other tests run as well; watched functions start slower.
          env: { LOCAL_CLOUD_COVERAGE: '' },
        },
      },
    ],
  },
});
