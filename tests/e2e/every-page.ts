import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../scripts/lib/paths.js';
import { atRest, listScreens, openScreen, type Screen } from '../../scripts/mini-preview/src/screens.js';
import { apps } from '../../shared/apps/apps.js';
import { recordSave } from '../../shared/contracts/record/save.js';
import { shareCreate } from '../../shared/contracts/share/create.js';
import { shareOf } from '../contracts/scenarios/share.js';
import { faultsOf, findings, focusStops } from '../kit/access.js';
import { newRequestId } from '../kit/buyer.js';
import { openPhone, type Phone } from '../kit/phone.js';
import { type Shop, shopOf } from '../kit/shop.js';

const source = path.join(root, 'miniprogram');
const built = apps.map(({ name }) => name).filter((app) => existsSync(path.join(source, 'apps', app, 'app.json')));

/** Pages that are about something of one's own: what it is has to be there first. */
const OWN: Record<string, (shop: Shop, openid: string) => Promise<Screen[]>> = {
  async ruizhu(shop, openid) {
    const buyer = shop.buyer(openid);
    const [unpaid, paid] = [await shop.goods(), await shop.goods()];
    const orders = [await shop.unpaidOrder(buyer, unpaid), await shop.unpaidOrder(buyer, paid)];
    await shop.pay(buyer, orders[1]!.orderId);
    await shop.until(buyer, orders[1]!.orderId, 'paid');
    const page = 'packages/ruizhu/pages/order/order';
    return orders.map(({ orderId }, place) => ({ name: `order ${place}`, page: `${page}?orderId=${orderId}` }));
  },
  async bazi({ cloud }, openid) {
    const member = shopOf(cloud, 'bazi').buyer(openid);
    const { subject, ...asked } = shareOf({ decades: true });
    const saved = { requestId: newRequestId(), name: '林小满', relation: 'self', subject: subject! } as const;
    const { recordId } = await member.call(recordSave, saved);
    const { shareId } = await member.call(shareCreate, { ...asked, recordId });
    const pages = 'packages/bazi/pages';
    return [
      {
        ...{ name: 'own poster', page: `${pages}/poster/poster?recordId=${recordId}` },
        tap: ['写上称呼', '隐去时柱', '附上大运', '生成海报'],
      },
      { name: 'own picture', page: `${pages}/picture/picture?shareId=${shareId}` },
      { name: 'own share', page: `${pages}/share/share?id=${shareId}` },
      { name: 'withdrawing', page: `${pages}/shares/shares`, tap: ['撤回'] },
    ];
  },
};

/** What those find who do not see well, or do not point: on every page of every app, and what its `screens.json` wants to see of it. */
export function everyPage(shop: () => Shop): void {
  const openid = `o_${randomBytes(9).toString('hex')}`;
  let phone: Phone;
  beforeAll(async () => {
    phone = await openPhone('about:blank', openid);
  });
  afterAll(() => phone?.close());

  it.each(built)('of %s can be read, named and reached in its order', { timeout: 240_000 }, async (app) => {
    const { page, complaints } = phone;
    const found: string[] = [];
    for (const screen of [...((await OWN[app]?.(shop(), openid)) ?? []), ...listScreens(source, app)]) {
      const note = (what: string, faults: string[]) =>
        found.push(...faults.map((fault) => `${screen.name}, ${what}: ${fault}`));
      await page.emulateMedia({ colorScheme: 'light' });
      await openScreen(page, `${shop().cloud.url}/${app}/`, screen);
      note('light', await findings(page));
      note('keyboard', faultsOf(await focusStops(page)));
      await page.emulateMedia({ colorScheme: 'dark' });
      await atRest(page);
      note('dark', await findings(page, 'colours'));
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  });
}
