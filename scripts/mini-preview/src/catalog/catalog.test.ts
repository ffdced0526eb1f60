import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { MISSING_TAG_NAMES, SYNTAX_TAG_NAMES, TAG_NAMES } from '../wxml/tag-names.js';
import { boundEvent, isCommonAttribute } from './common.js';
import { DOCUMENTED_TAGS, namesIn } from './documented.js';
import { type Registry, readRegistry } from './registry.js';
import { supportTable } from './table.js';

let registry: Registry;
beforeAll(async () => {
  registry = await readRegistry();
});

describe('what the preview says it supports', () => {
  it('is documented by WeChat: tags, attributes and events', () => {
    for (const [tag, support] of Object.entries(registry.tags)) {
      const documented = DOCUMENTED_TAGS[tag];
      expect(documented, tag).toBeDefined();
      const named = [documented!.attributes, documented!.events, documented!.skyline].flatMap(namesIn);
      const events = [documented!.events, documented!.skyline].flatMap(namesIn);
      expect(
        [support.attributes, support.inert].flatMap(namesIn).filter((name) => !named.includes(name)),
        tag,
      ).toEqual([]);
      expect(
        namesIn(support.events).filter((name) => !events.includes(name)),
        tag,
      ).toEqual([]);
    }
  });

  it('is what templates may use: the other documented tags fail the build', () => {
    expect(Object.keys(registry.tags).sort()).toEqual([...TAG_NAMES].sort());
    const others = Object.keys(DOCUMENTED_TAGS).filter((tag) => !registry.tags[tag]);
    expect([...MISSING_TAG_NAMES].sort()).toEqual(others.sort());
    expect(Object.keys(DOCUMENTED_TAGS).filter((tag) => SYNTAX_TAG_NAMES.has(tag))).toEqual([]);
  });

  it('is in docs/mini-preview.md as the code has it', () => {
    const file = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'mini-preview.md');
    expect(readFileSync(file, 'utf8')).toBe(supportTable(registry));
  });
});

describe('attributes that all tags take', () => {
  it('are told from those of one tag', () => {
    expect(['id', 'wx:for', 'data-a', 'bindtap', 'catch:tap', 'aria-label', 'mark:a'].every(isCommonAttribute)).toBe(
      true,
    );
    expect(['scroll-x', 'value', 'src'].some(isCommonAttribute)).toBe(false);
  });

  it('name the event they bind', () => {
    expect(
      ['bindtap', 'bind:tap', 'catchtouchmove', 'capture-bind:tap', 'mut-bind:tap', 'value'].map(boundEvent),
    ).toEqual(['tap', 'tap', 'touchmove', 'tap', 'tap', undefined]);
  });
});
