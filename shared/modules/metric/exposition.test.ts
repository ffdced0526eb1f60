import { describe, expect, it } from 'vitest';
import { observe } from '../../core/metrics/histogram.js';
import { actionOf, addToSeries, noStats } from '../../core/metrics/stats.js';
import { exposition } from './exposition.js';

describe('the text that Prometheus reads', () => {
  it('tells calls, and durations in buckets that only grow', () => {
    const stats = noStats();
    const action = actionOf(stats, 'order-create');
    for (const ms of [3, 30, 300, 3000, 300_000]) observe(action.ms, ms);
    Object.assign(action, { calls: 5, errors: 1, codes: { INTERNAL: 1 }, sumMs: 303_333 });
    const text = exposition('ruizhu', stats);
    expect(text).toContain('yunshu_calls_total{app="ruizhu",action="order-create"} 5\n');
    expect(text).toContain('yunshu_refusals_total{app="ruizhu",action="order-create",code="INTERNAL"} 1\n');
    expect(text).toContain('_sum{app="ruizhu",action="order-create"} 303.333\n');
    const buckets = [...text.matchAll(/_bucket\{.*le="(.+)"\} (\d+)/g)].map(([, , n]) => Number(n));
    expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
    expect(buckets.at(-1)).toBe(5);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('lets no name or label of a product break out of its line, nor take the place of ours', () => {
    const stats = noStats();
    addToSeries(stats.counters, 'evil"} 1\nup', { app: 'other', x: 'a\\"\n' }, 1);
    const text = exposition('ruizhu', stats);
    const [line, ...more] = text.split('\n').filter((one) => one.startsWith('yunshu_business_total'));
    expect(more).toEqual([]);
    expect(line).toBe(
      'yunshu_business_total{label_app="other",label_x="a\\\\\\"\\n",app="ruizhu",name="evil\\"} 1\\nup"} 1',
    );
  });

  it('tells which alerts fire', () => {
    const text = exposition('ruizhu', noStats(), [{ rule: 'job-late', subject: 'order-sweep', severity: 'critical' }]);
    expect(text).toContain('# TYPE yunshu_alert_firing gauge\n');
    expect(text).toContain(
      'yunshu_alert_firing{app="ruizhu",rule="job-late",subject="order-sweep",severity="critical"} 1\n',
    );
  });

  it('is empty where nothing was seen', () => {
    expect(exposition('ruizhu', noStats())).toBe('\n');
  });
});
