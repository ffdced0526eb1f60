import { expect, it } from 'vitest';
import { compassOf } from './compass';

it('puts each where it is, several in one direction as well, north on top and east to the right', () => {
  const compass = compassOf({
    directions: { joy: '东北', wealth: '北', fortune: '北' },
    clash: { branch: '巳', zodiac: '蛇', direction: '西' },
  });
  const at = Object.fromEntries(compass.map((mark) => [mark.direction, mark]));
  expect(at.北).toMatchObject({ left: 50, top: 13, marks: [{ name: '财' }, { name: '福' }] });
  expect(at.东).toMatchObject({ left: 87, top: 50, marks: [] });
  expect(at.东北!.marks).toEqual([{ name: '喜', good: true }]);
  expect(at.西).toMatchObject({ left: 13, marks: [{ name: '煞', good: false }] });
});
