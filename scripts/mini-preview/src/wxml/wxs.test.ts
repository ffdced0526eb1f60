import { describe, expect, it } from 'vitest';
import { wxsRequires, wxsToJavaScript } from './wxs.js';

const run = (source: string): unknown => {
  const module = { exports: {} as Record<string, unknown> };
  new Function('module', 'exports', wxsToJavaScript(source))(module, module.exports);
  return module.exports;
};

describe('WXS as JavaScript', () => {
  it('compares constructors by name', () => {
    expect(run("module.exports = [].constructor === 'Array' && ''.constructor == 'String'")).toBe(true);
  });

  it('takes the pattern of getRegExp without escape processing', () => {
    expect(run("module.exports = getRegExp('^\\d+$', 'g').test('2026')")).toBe(true);
  });

  it('makes dates with and without arguments', () => {
    expect(run('module.exports = getDate(2026, 0, 2).getDate()')).toBe(2);
    expect(run('module.exports = getDate().getTime() > 0')).toBe(true);
  });

  it('requires without the extension', () => {
    expect(wxsToJavaScript("var a = require('./a.wxs')")).toContain("require('./a')");
    expect(wxsRequires('var a = require(\'./a.wxs\'); require("../b.wxs")')).toEqual(['./a.wxs', '../b.wxs']);
  });
});
