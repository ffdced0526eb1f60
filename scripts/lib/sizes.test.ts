import { describe, expect, it } from 'vitest';
import { growth, overBudget, sourcesOf } from './sizes.js';

const KB = 1024;

describe('what a bundle weighs', () => {
  it('is told by package and by part of the repository', () => {
    const inputs = {
      'node_modules/zod/v4/core.js': { bytesInOutput: 60 * KB },
      'node_modules/zod/v4/more.js': { bytesInOutput: 20 * KB },
      'node_modules/a/node_modules/@b/c/index.js': { bytesInOutput: 5 * KB },
      'shared/modules/order/place-order.ts': { bytesInOutput: 3 * KB },
      'shared/core/serve.ts': { bytesInOutput: 2 * KB },
      'cloudfunctions/order/create.ts': { bytesInOutput: 10 },
    };
    expect(sourcesOf(inputs)).toEqual({ zod: 80, '@b/c': 5, 'shared/modules/order': 3, 'shared/core': 2 });
  });

  it('is compared with what it weighed, and what grew most is named first', () => {
    expect(growth({ zod: 80, gone: 5 }, { zod: 90, koa: 300, gone: 1 })).toEqual([
      'koa +300 (0 → 300)',
      'zod +10 (80 → 90)',
    ]);
  });
});

describe('a bundle above its budget', () => {
  const report = { name: 'order-get', kb: 1700, budgetKb: 1600, sources: { zod: 80, koa: 300 } };

  it('is told by how much and because of what', () => {
    expect(overBudget(report, { ...report, kb: 1400, sources: { zod: 80 } })).toBe(
      'order-get weighs 1700 KB, 100 more than its budget of 1600; since it weighed 1400: koa +300 (0 → 300)',
    );
  });

  it('names what weighs most when nobody has seen it before', () => {
    expect(overBudget(report)).toMatch(/; zod 80, koa 300$/);
  });
});
