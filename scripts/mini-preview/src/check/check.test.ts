import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { buildWechat, checkTemplates, formatProblem, lintWechat } from '../build.js';
import { type Files, page, writeProject } from '../testing/project.js';

const workDir = join(import.meta.dirname, '..', '..', '..', '..', 'dist', `template-check-${process.pid}`);
const clean: (() => void)[] = [];
afterEach(() => {
  for (const remove of clean.splice(0)) remove();
  rmSync(workDir, { recursive: true, force: true });
});

const tsconfig = {
  compilerOptions: {
    strict: true,
    lib: ['ES2021'],
    module: 'ESNext',
    moduleResolution: 'bundler',
    types: ['miniprogram-api-typings'],
    skipLibCheck: true,
  },
};

function problemsOf(files: Files): string[] {
  const { root, remove } = writeProject({ 'tsconfig.json': tsconfig, ...files });
  clean.push(remove);
  return checkTemplates({ app: 'one', root, workDir }).map((problem) => formatProblem(problem).replace(`${root}/`, ''));
}

describe('checking templates', () => {
  it('finds a misspelt field, at its line', () => {
    const script = 'Page({ data: { title: "" } });';
    expect(problemsOf({ [page('ts')]: script, [page('wxml')]: '<view>\n{{titel}}\n</view>' })).toEqual([
      `${page('wxml')}:2: Property 'titel' does not exist on type '{ title: string; }'. Did you mean 'title'?`,
    ]);
  });

  it('finds a field missing from the items of a list, and a handler nobody wrote', () => {
    const script = 'Page({\n  data: { items: [{ id: 1 }] },\n  onTap() {},\n});';
    const template =
      '<view\n  wx:for="{{items}}" wx:key="id" bindtap="onTap" aria-role="button">{{item.id}}\n{{item.name}}</view>\n<button bindtap="onTip"/>';
    const [first, second] = problemsOf({ [page('ts')]: script, [page('wxml')]: template });
    expect(first).toMatch(/a\.wxml:3: Property 'name' does not exist/);
    expect(second).toMatch(/a\.wxml:4: Property 'onTip' does not exist/);
  });

  it('knows the properties of components and the imports of their scripts', () => {
    const script = `import { start } from '../../lib/start';
Component({ properties: { fen: Number }, data: { start }, methods: { go() {} } });`;
    const template = '<view bindtouchstart="go">{{fen + start.count}}{{yuan}}</view>';
    const problems = problemsOf({
      'packages/one/lib/start.ts': 'export const start = { count: 1 };',
      [page('ts')]: script,
      [page('json')]: { component: true },
      [page('wxml')]: template,
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/Property 'yuan' does not exist/);
  });

  it("finds a property that the app's own component does not have, and a value of another kind", () => {
    const problems = problemsOf({
      'components/price/price.ts': `Component({
  externalClasses: ['my-class'],
  properties: { fen: Number, strong: Boolean, parts: Array },
});`,
      'components/price/price.json': { component: true },
      'components/price/price.wxml': '<text>{{fen}}</text>',
      [page('ts')]: "Page({ data: { price: 1, name: '' } });",
      [page('json')]: { usingComponents: { price: '/components/price/price' } },
      [page('wxml')]:
        '<price fen="{{price}}" strong my-class="a" id="p" class="b" wx:if="{{price}}" data-a="1"/>\n<price fne="{{price}}"/>\n<price fen="{{name}}"/>',
    });
    expect(problems).toEqual([
      expect.stringMatching(/a\.wxml:2: Property 'fne' does not exist on type/),
      `${page('wxml')}:3: Type 'string' is not assignable to type 'number'.`,
    ]);
  });

  it('finds an attribute and an event that a built-in tag does not have', () => {
    const template =
      '<scroll-view scrol-y bind:scrol="go"\n bindtouchend="go" data-any="x">\n<image src="a" lazyload/></scroll-view>';
    expect(problemsOf({ [page('ts')]: 'Page({ go() {} });', [page('wxml')]: template })).toEqual([
      `${page('wxml')}:1: <scroll-view scrol-y>: WeChat documents no such attribute; did you mean scroll-y?`,
      `${page('wxml')}:1: <scroll-view bind:scrol>: WeChat documents no such event; did you mean scroll?`,
      `${page('wxml')}:3: <image lazyload>: WeChat documents no such attribute; did you mean lazy-load?`,
    ]);
  });

  it('finds what is tapped and does not say so', () => {
    const template =
      '<view bind:tap="go">a</view><view bind:tap="go" aria-role="button">b</view>\n<image src="a" catchtap="go"/><image src="a" bindtap="go" aria-hidden="{{true}}"/><button bindtap="go">c</button>';
    expect(problemsOf({ [page('ts')]: 'Page({ go() {} });', [page('wxml')]: template })).toEqual([
      expect.stringMatching(/a\.wxml:1: <view bind:tap> has no aria-role/),
      expect.stringMatching(/a\.wxml:2: <image catchtap> has no aria-role/),
    ]);
  });

  it('allows what may be null: a template shows nothing for it', () => {
    const script = 'Page({ data: { order: null as { paid: { at?: number } } | null } });';
    expect(problemsOf({ [page('ts')]: script, [page('wxml')]: '<view>{{order.paid.at > 0}}</view>' })).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')("WeChat's own compilers", () => {
  const lint = async (files: Files) => {
    const { remove, ...project } = writeProject(files);
    clean.push(remove);
    await buildWechat(project);
    return lintWechat(project.outDir).map((problem) => formatProblem(problem).replace(`${project.outDir}/`, ''));
  };

  it('accept what builds', async () => {
    expect(await lint({ [page('wxss')]: '.a { width: 1rpx; }' })).toEqual([]);
  });

  it('name the line of what they do not take', async () => {
    const [problem] = await lint({ [page('wxml')]: '<view/>\n<view style="{{ {a: 1}.a + }}"/>' }).catch(
      (error: Error) => [error.message],
    );
    expect(problem).toMatch(/a\.wxml:2/);
  });
});
