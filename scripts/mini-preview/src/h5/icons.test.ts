import { expect, it } from 'vitest';
import { withIconsOf } from './icons.js';

const rule = (icon: string) => `.c3--t-icon-${icon}:before{content:'';-webkit-mask-image:url("./icons/${icon}.svg");}`;
const css = ['.a{color:red}', ...['cart', 'cart-filled', 'heart', 'star-filled', 'close', 'bug'].map(rule)].join('\n');

it('keeps the icons that the code names, whole or in two parts, and those that are asked for', () => {
  const code = `E("t-icon",{name:'cart'});x="heart"+(on?"-filled":"");y=\`star\`;z="a t-icon-close b"`;
  const kept = withIconsOf(css, code, ['bug']);
  expect(kept.icons).toEqual(['cart', 'cart-filled', 'heart', 'star-filled', 'close', 'bug']);
  expect(withIconsOf(css, 'name:"heart"', []).icons).toEqual(['heart']);
});

it('leaves everything else in the style sheet', () => {
  expect(withIconsOf(css, '', []).css.trim()).toBe('.a{color:red}');
});
