import { describe, expect, it } from 'vitest';
import { root } from '../lib/paths.js';
import { type Plan, planAction } from './plan.js';

const plan = (...args: string[]) => planAction(root, args);
const problem = (...args: string[]) => (plan(...args) as { problem: string }).problem;

describe('a new action', () => {
  it('has a contract, a use case, a test and an entry point', () => {
    const { files, next } = plan('order/remind-shop') as Plan;
    expect(Object.keys(files)).toEqual([
      'shared/contracts/order/remind-shop.ts',
      'shared/modules/order/remind-shop.ts',
      'shared/modules/order/remind-shop.test.ts',
      'cloudfunctions/order/remind-shop.ts',
    ]);
    expect(files['cloudfunctions/order/remind-shop.ts']).toContain('serve(orderRemindShop, remindShopOrder)');
    expect(next.join('\n')).toContain('tests/contracts/scenarios/order.ts');
  });

  it('says its title in the words that were given', () => {
    const titled = planAction(root, ['order/remind'], { title: "买家's 催单" }) as Plan;
    expect(titled.files['shared/contracts/order/remind.ts']).toContain("title: '买家\\'s 催单'");
  });

  it.each([
    [],
    [''],
    ['order'],
    ['order/'],
    ['/remind'],
    ['Order/remind'],
    ['order/Remind'],
    ['order/re mind'],
    ['order/remind/x'],
    ['../order/remind'],
    ['order/-x'],
    ['order/x-'],
    ['order/x--y'],
    ['order/a', 'order/b'],
    ['order/remind.ts'],
  ])('is not called %j %j', (...args) => {
    expect(problem(...args)).toContain('<module>/<action>');
  });

  it('has a name that the platform takes', () => {
    expect(problem(`order/${'x'.repeat(60)}`)).toContain('longer than 60');
  });

  it('belongs to a module that is there, or to one that is begun on purpose', () => {
    expect(problem('ordr/remind')).toMatch(/no module ordr; there are .*order.*--new-module/);
    const { next } = planAction(root, ['weather/show'], { newModule: true }) as Plan;
    expect(next[0]).toContain('shared/apps/');
    expect((planAction(root, ['order/remind'], { newModule: true }) as { problem: string }).problem).toContain(
      'there already',
    );
  });

  it('takes the place of none that is there', () => {
    expect(problem('order/create')).toBe('shared/contracts/order/create.ts is there already; nothing was written');
  });
});

describe('a new version of an action', () => {
  it('begins as the one before it, under its own name', () => {
    const { files } = plan('order/create-v2') as Plan;
    expect(Object.keys(files)).not.toContain('shared/modules/order/create-v2.ts');
    expect(files['shared/contracts/order/create-v2.ts']).toContain("name: 'order-create-v2'");
    expect(files['shared/contracts/order/create-v2.ts']).toContain('export const orderCreateV2 = contract(');
    const entry = files['cloudfunctions/order/create-v2.ts']!;
    expect(entry).toContain("import { orderCreateV2 } from '../../shared/contracts/order/create-v2.js'");
    expect(entry).toMatch(/serve\(orderCreateV2, /);
    expect(entry).not.toMatch(/orderCreate\b/);
  });
});
