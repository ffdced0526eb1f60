import { describe, expect, it } from 'vitest';
import { coldStarts } from '../../scripts/bench/cold.js';

/** The aim is a quarter; a machine that does other things as well needs some room. */
const MOST = 0.33;

describe('the start of a function', { timeout: 180_000 }, () => {
  it('costs a fraction of what the same function costs with its packages in node_modules', async () => {
    const { ratio, starts } = await coldStarts('order-create', 5);
    expect(ratio, JSON.stringify(starts)).toBeLessThan(MOST);
  });
});
