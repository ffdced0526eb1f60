import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import type { Walk } from '../../testing/parts.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Pages with what a person acts on. */
const PAGES = ['scroll-view', 'text', 'button', 'form', 'input', 'picker', 'media', 'map'];

/** What those find who do not see, or do not point. */
export function access(walk: () => Walk): void {
  it('tags have names and can be reached; colours are those of WeChat', async () => {
    await walk().page.evaluate(readFileSync(AXE, 'utf8'));
    const found: string[] = [];
    for (const part of PAGES) {
      await walk().open(part);
      const violations = (await walk().page.evaluate(`axe
        .run(document.getElementById('mp-app'), { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } })
        .then(({ violations }) => violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`)) as string[];
      found.push(...violations.map((violation) => `${part}: ${violation}`));
    }
    expect(found).toEqual([]);
  });

  it('the keyboard ticks, switches and presses', async () => {
    await walk().open('form');
    const { page } = walk();
    await page.getByRole('checkbox', { name: '甲' }).focus();
    await page.keyboard.press(' ');
    await walk().heard(/^change .*\["a","b"\]/);
    await page.keyboard.press('Tab');
    // The second checkbox is disabled.
    expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe('radio');
    await page.getByRole('radio', { name: '天' }).focus();
    await page.keyboard.press(' ');
    await walk().heard(/^change \{"value":"x"\}/);
    await page.getByRole('switch').focus();
    await page.keyboard.press('Enter');
    await walk().heard(/^change \{"value":true\}/);
    await page.getByRole('button', { name: '提交' }).focus();
    await page.keyboard.press('Enter');
    await walk().heard(/^submit .*"kind":"x","open":true/);
  });
}
