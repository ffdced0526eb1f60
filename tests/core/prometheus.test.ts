import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricsToken } from '../../shared/core/metrics/token.js';
import { alertRules } from '../../shared/modules/alert/rules.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';

const monitoring = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs/monitoring');
const file = (name: string) => path.join(monitoring, name);
const promtool = (args: string[], input?: string) =>
  execFileSync('promtool', args, { cwd: monitoring, encoding: 'utf8', input });

let shop: Shop;
let folder: string;
let prometheus: ChildProcess | undefined;
let url: string;

beforeAll(async () => {
  shop = await openShop({ bare: true });
  folder = mkdtempSync(path.join(tmpdir(), 'yunshu-prometheus-'));
  for (let n = 0; n < 3; n += 1) await shop.buyer().send('cart-get', {});
  await shop.buyer().send('cart-get', { no: 'such field' });
  await shop.advance(MINUTE);
  await shop.buyer().send('cart-get', {});
  await shop.advance(2 * MINUTE);
}, 120_000);
afterAll(async () => {
  prometheus?.kill('SIGKILL');
  await shop.cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** A real Prometheus with our rules, that scrapes the local cloud and looks at the rules every second. */
async function startPrometheus(): Promise<void> {
  const rules = path.join(folder, 'alerts.rules.yml');
  writeFileSync(rules, readFileSync(file('alerts.rules.yml'), 'utf8').replaceAll(/interval: \d+s/g, 'interval: 1s'));
  writeFileSync(path.join(folder, 'metrics.token'), metricsToken(), { mode: 0o600 });
  writeFileSync(
    path.join(folder, 'prometheus.yml'),
    JSON.stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [rules],
      scrape_configs: [
        {
          job_name: 'yunshu',
          metrics_path: `/__http/${shop.env}/metrics`,
          authorization: { type: 'Bearer', credentials_file: path.join(folder, 'metrics.token') },
          static_configs: [{ targets: [new URL(shop.cloud.url).host] }],
        },
      ],
    }),
  );
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const args = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`];
  prometheus = spawn('prometheus', [...args, `--web.listen-address=127.0.0.1:${port}`], { stdio: 'ignore' });
}

interface Sample {
  metric: Record<string, string>;
  value: [number, string];
}

async function query(expression: string): Promise<Sample[]> {
  const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expression)}`);
  return ((await response.json()) as { data: { result: Sample[] } }).data.result;
}

async function until<T>(work: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await work().catch(() => undefined);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('Prometheus never saw it');
}

describe('a real Prometheus', () => {
  it('reads what the shop has counted', async () => {
    await startPrometheus();
    const [calls] = await until(async () => {
      const found = await query('yunshu_calls_total{action="cart-get"}');
      return found.length > 0 ? found : undefined;
    });
    expect(calls!.metric).toMatchObject({ app: 'ruizhu', job: 'yunshu' });
    expect(Number(calls!.value[1])).toBe(5);
    const [refused] = await query('yunshu_refusals_total{action="cart-get",code="INVALID_INPUT"}');
    expect(Number(refused!.value[1])).toBe(1);
    const [p95] = await query('histogram_quantile(0.95, sum by (le) (yunshu_call_duration_seconds_bucket))');
    expect(Number(p95!.value[1])).toBeGreaterThan(0);
    expect(await query('up{job="yunshu"} == 1')).toHaveLength(1);
  });

  it('has our rules, and finds nothing wrong with them', async () => {
    const rules = await until(async () => {
      const response = await fetch(`${url}/api/v1/rules`);
      const { data } = (await response.json()) as {
        data: { groups: { rules: { health: string; labels?: Record<string, string> }[] }[] };
      };
      const found = data.groups.flatMap((group) => group.rules);
      return found.length > 0 && found.every(({ health }) => health === 'ok') ? found : undefined;
    });
    const known = new Set(rules.flatMap(({ labels }) => labels?.rule ?? []));
    for (const { id } of alertRules) expect(known).toContain(id);
  });

  it('counts on where another instance answers', async () => {
    const before = Number((await query('yunshu_calls_total{action="cart-get"}'))[0]!.value[1]);
    for (let n = 0; n < 3; n += 1) await shop.buyer().send('cart-get', {});
    await shop.advance(2 * MINUTE);
    await shop.buyer().send('cart-get', {});
    await shop.advance(2 * MINUTE);
    const after = await until(async () => {
      const now = Number((await query('yunshu_calls_total{action="cart-get"}'))[0]!.value[1]);
      return now >= before + 4 ? now : undefined;
    });
    expect(after).toBe(before + 4);
  });
});

describe('what is kept for those who run one', () => {
  it('passes promtool: the exposition, the rules, and what they do', async () => {
    const headers = { authorization: `Bearer ${metricsToken()}` };
    const text = await (await fetch(`${shop.cloud.url}/__http/${shop.env}/metrics`, { headers })).text();
    expect(promtool(['check', 'metrics'], text)).toBe('');
    expect(promtool(['check', 'rules', 'alerts.rules.yml'])).toContain('SUCCESS');
    expect(promtool(['test', 'rules', 'alerts.test.yml'])).toContain('SUCCESS');
  });

  it('shows on the dashboard what is exposed, and nothing else', async () => {
    const dashboard = readFileSync(file('grafana-dashboard.json'), 'utf8');
    const { panels, schemaVersion } = JSON.parse(dashboard) as {
      panels: { id: number; targets: { expr: string }[] }[];
      schemaVersion: number;
    };
    expect(schemaVersion).toBeGreaterThanOrEqual(36);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const headers = { authorization: `Bearer ${metricsToken()}` };
    const text = await (await fetch(`${shop.cloud.url}/__http/${shop.env}/metrics`, { headers })).text();
    const exposed = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!));
    // Nothing has failed and nothing was sold here.
    for (const name of ['yunshu_business_total', 'yunshu_cloud_call_failures_total']) exposed.add(name);
    for (const { expr } of panels.flatMap(({ targets }) => targets)) {
      for (const [name] of expr.matchAll(/yunshu_[a-z_]+/g))
        expect(exposed).toContain(name.replace(/_(bucket|sum|count)$/, ''));
      await until(async () => {
        const filled = expr.replaceAll('$app', 'ruizhu').replaceAll('$action', '.+');
        const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(filled)}`);
        return ((await response.json()) as { status: string }).status === 'success' ? true : undefined;
      });
    }
  });
});
