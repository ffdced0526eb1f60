import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewriteWxml } from './rewrite.js';

const rewrite = (source: string) => rewriteWxml(source).code;

describe('rewriting WXML', () => {
  it('prefixes built-in tags and leaves components and syntax tags alone', () => {
    expect(rewrite('<view><t-view/><block><slot/></block></view>')).toBe(
      '<wx-view><t-view/><block><slot/></block></wx-view>',
    );
  });

  it('gives every way of binding an event its colon', () => {
    const source =
      '<view bindtap="a" catchtap="b" mut-bindtap="c" capture-bindtap="d" capture-catchtap="e" bind:tap="f" bind-foo="g"/>';
    expect(rewrite(source)).toBe(
      '<wx-view bind:tap="a" catch:tap="b" mut-bind:tap="c" capture-bind:tap="d" capture-catch:tap="e" bind:tap="f" bind-foo="g"/>',
    );
  });

  it('does not touch attribute values, whatever they look like', () => {
    const value = `{{a > b ? '<view bindtap=' : "it's"}}`.replaceAll('"', "'");
    expect(rewrite(`<text title="${value}" bindtap="x">`)).toBe(`<wx-text title="${value}" bind:tap="x">`);
  });

  it('does not touch text or expressions', () => {
    expect(rewrite(`<text>bindtap= 1 < 2 {{ '<view>' + "}}" }}</text>`)).toBe(
      `<wx-text>bindtap= 1 < 2 {{ '<view>' + "}}" }}</wx-text>`,
    );
  });

  it('drops comments and keeps the lines they took', () => {
    expect(rewrite('<!-- <view\nbindtap="x">\n--><view/>')).toBe('\n\n<wx-view/>');
  });

  it('leaves the body of wxs alone', () => {
    const wxs = `<wxs module="m">if (a <view && b) { x = '<text bindtap="y">' }</wxs>`;
    expect(rewrite(`${wxs}<view/>`)).toBe(`${wxs}<wx-view/>`);
  });

  it('reads attributes that stand on lines of their own', () => {
    expect(rewrite('<view\n  class="a"\n  bindtap="b"\n/>')).toBe('<wx-view\n  class="a"\n  bind:tap="b"\n/>');
  });

  it('names every tag with its line and its attributes', () => {
    expect(rewriteWxml('<view a="b=c" bindtap="d" e>\n<foo f=g/>\n</view>\n<text/>').tags).toEqual([
      { name: 'view', line: 1, attributes: ['a', 'bindtap', 'e'] },
      { name: 'foo', line: 2, attributes: ['f'] },
      { name: 'text', line: 4, attributes: [] },
    ]);
  });

  it('ends, and keeps the number of lines, on any text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '{{',
      '}}',
      '\n',
      '<!--',
      '-->',
      '<wxs',
      '</wxs>',
      'view',
      'bindtap=',
      ' a',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const source = pieces.join('');
        const { code } = rewriteWxml(source);
        expect(code.split('\n')).toHaveLength(source.split('\n').length);
      }),
    );
  });
});
