import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desktop, openDesktop } from '../console/desktop.js';
import { type RunningCloud, startCloud } from '../kit/local-cloud.js';

let cloud: RunningCloud;
let desktop: Desktop;
beforeAll(async () => {
  cloud = await startCloud();
  desktop = await openDesktop(cloud.url);
});
afterAll(async () => {
  await desktop.close();
  await cloud.stop();
});

/** Opens an action on the page and sends it. @returns the answer's status and body as they are shown */
async function tryOut(name: string, body: object, user: string) {
  const { page } = desktop;
  await page.goto(`${cloud.url}/docs/#/${name.split('-')[0]}/${name}`);
  await page.reload();
  await page.fill('#caller input[name=user]', user);
  const operation = page.locator(`#operations-${name.split('-')[0]}-${name}`);
  await operation.locator('textarea.body-param__text').fill(JSON.stringify(body));
  await operation.getByRole('button', { name: 'Execute' }).click();
  const live = operation.locator('.live-responses-table .response').first();
  const status = await live.locator('.response-col_status').innerText();
  return { status: Number.parseInt(status, 10), body: await live.locator('.highlight-code code').first().innerText() };
}

/** How many actions somebody sees who scrolls through the page: it draws what is in sight. */
async function shownOnTheWayDown(): Promise<number> {
  const { page } = desktop;
  const seen = new Set<string>();
  await page.mouse.move(600, 400);
  for (let atEnd = 0, steps = 0; atEnd < 5 && steps < 200; steps += 1) {
    for (const id of await page.locator('.opblock').evaluateAll((all) => all.map((one) => one.id))) seen.add(id);
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(60);
    atEnd = (await page.evaluate<boolean>('innerHeight + scrollY >= document.body.scrollHeight - 2')) ? atEnd + 1 : 0;
  }
  return seen.size;
}

describe('the page of the actions', () => {
  it('shows every action, with nothing from another host', async () => {
    await desktop.page.goto(`${cloud.url}/docs/`);
    const { paths } = (await (await fetch(`${cloud.url}/docs/openapi.json`)).json()) as { paths: object };
    await desktop.page.locator('.opblock').first().waitFor();
    expect(await shownOnTheWayDown()).toBe(Object.keys(paths).length);
    expect(desktop.complaints).toEqual([]);
  });

  it('calls an action as the chosen user, and shows the answer', async () => {
    const { status, body } = await tryOut('catalog-list', { limit: 1 }, 'page-user');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ ok: true, data: { items: [{}] } });
    const [call] = await cloud.get<{ caller: { openid?: string } }[]>(
      '/__hub/invocations?env=ruizhu&name=catalog-list',
    );
    expect(call!.caller.openid).toBe('page-user');
  });

  it('shows a refusal under the status of its code', async () => {
    const { status, body } = await tryOut('catalog-list', { limit: 0 }, 'page-user');
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', fields: { limit: expect.any(String) } },
    });
    expect((await tryOut('address-list', {}, '')).status).toBe(401);
  });
});
