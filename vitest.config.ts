import { configDefaults, defineConfig } from 'vitest/config';

const exclude = [...configDefaults.exclude, '**/dist/**'];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['{scripts,shared,miniprogram}/**/*.test.ts'], exclude },
      },
      {
        extends: true,
        test: {
          name: 'cloud',
          include: ['tests/**/*.test.ts'],
          exclude,
          globalSetup: ['tests/kit/build-once.ts'],
        },
      },
    ],
  },
});
