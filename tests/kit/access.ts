import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const RULES = {
  all: { rules: { 'label-content-name-mismatch': { enabled: false } } },
  colours: { runOnly: ['color-contrast'] },
};

/**
 * What axe-core finds serious or critical on a page: the rule, the elements, and for colours the contrast that there is. Whether names hold
 * what can be read is asked in a way that suits Chinese, which has no spaces between what stands side by side. A toast is left out: its colours
 * are those of the moment at which it fades.
 */
export async function findings(page: Page, which: 'all' | 'colours' = 'all'): Promise<string[]> {
  await page.evaluate(`globalThis.axe || (() => { ${AXE} })()`);
  const found = (await page.evaluate(`axe
    .run({ exclude: ['.t-toast'] }, { resultTypes: ['violations'], ...${JSON.stringify(RULES[which])} })
    .then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target, any }) => {
        const { contrastRatio, fgColor, bgColor } = any[0]?.data ?? {};
        return id + ': ' + target.join(' ') + (contrastRatio ? ' ' + fgColor + ' on ' + bgColor + ' is ' + contrastRatio : '');
      })))`)) as string[];
  return which === 'colours' ? found : [...found, ...((await page.evaluate(UNNAMED_TEXT)) as string[])];
}

/** Controls whose name lacks a text that can be read on them (WCAG 2.5.3): who speaks to the device says what he reads. */
const UNNAMED_TEXT = `(() => {
  const bare = (text) => text.normalize('NFKC').replace(/[\\s\\p{P}\\p{S}\\p{Co}]/gu, '');
  const textsOf = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent.checkVisibility({ opacityProperty: true }) && !parent.closest('[aria-hidden=true]')) texts.push(bare(walker.currentNode.data));
    }
    return texts.filter(Boolean);
  };
  const roles = ['button', 'link', 'tab', 'checkbox', 'radio', 'switch', 'option', 'menuitem'];
  const controls = document.querySelectorAll(roles.map((role) => '[role=' + role + '][aria-label]').join());
  return [...controls].filter((one) => one.checkVisibility() && bare(one.getAttribute('aria-label'))).flatMap((one) => {
    const name = bare(one.getAttribute('aria-label'));
    const lacking = textsOf(one).filter((text) => !name.includes(text));
    return lacking.length ? ['the name "' + one.getAttribute('aria-label') + '" lacks what can be read: ' + lacking.join(' ')] : [];
  });
})()`;

/** Where the keyboard comes to. */
export interface FocusStop {
  /** What it is read out as. */
  name: string;
  /** How it is found in the page. */
  element: string;
  /** The bars, the page, and what stays fixed in it: each is an area of its own. */
  area: number;
  /** In its area as it is scrolled to its beginning, px. */
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** More than any page has. */
const MOST_STOPS = 200;

/** Everything that Tab comes to, in its order, from the beginning of the page until it leaves it. */
export async function focusStops(page: Page): Promise<FocusStop[]> {
  await page.evaluate('globalThis.focusStops = []; document.activeElement?.blur();');
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab');
    const isNew = await page.evaluate(`(() => {
      const stop = document.activeElement;
      if (!stop || stop === document.body || focusStops.includes(stop)) return false;
      return focusStops.push(stop);
    })()`);
    if (!isNew) break;
  }
  return page.evaluate(MEASURE);
}

const MEASURE = `(() => {
  const areas = [];
  const areaOf = (element) => {
    let area = element;
    while (area.parentElement && !area.parentElement.matches('.mp-screen') && getComputedStyle(area).position !== 'fixed') {
      area = area.parentElement;
    }
    if (!areas.includes(area)) areas.push(area);
    return areas.indexOf(area);
  };
  const scrolled = (element, way) => (element ? element[way] + scrolled(element.parentElement, way) : 0);
  axe.setup(document);
  const stops = focusStops.map((element) => {
    const { top, right, bottom, left } = element.getBoundingClientRect();
    const [x, y] = [scrolled(element.parentElement, 'scrollLeft'), scrolled(element.parentElement, 'scrollTop')];
    // The field of a tag stands in the tag's own tree.
    const field = element.shadowRoot?.activeElement ?? element.shadowRoot?.querySelector('input, textarea') ?? element;
    const name = axe.commons.text.accessibleText(field);
    const place = { top: top + y, right: right + x, bottom: bottom + y, left: left + x };
    return { name, element: element.outerHTML.slice(0, 120), area: areaOf(element), ...place };
  });
  axe.teardown();
  return stops;
})()`;

/**
 * What is wrong with the way of the keyboard: stops without a name, steps back up the page other than to the next column, areas that are
 * left and come back to.
 */
export function faultsOf(stops: readonly FocusStop[]): string[] {
  const faults = stops.filter(({ name }) => name === '').map(({ element }) => `has no name: ${element}`);
  const left = new Set<number>();
  for (const [place, stop] of stops.entries()) {
    const before = stops[place - 1];
    if (!before) continue;
    if (before.area !== stop.area) left.add(before.area);
    const goesUp = stop.bottom <= before.top && stop.left < before.right;
    if (left.has(stop.area)) faults.push(`the focus comes back to it: ${stop.name}`);
    else if (before.area === stop.area && goesUp)
      faults.push(`the focus goes up from "${before.name}" to "${stop.name}"`);
  }
  return faults;
}
