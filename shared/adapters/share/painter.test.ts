import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { scan } from '../../../tests/kit/scan.js';
import { makeChart } from '../../modules/bazi/make-chart.js';
import { makeCard } from '../../modules/share/make-card.js';
import { addressOf } from '../../modules/share/pictures.js';
import { fontFiles } from '../../modules/share/poster/testing.js';
import { createPainter } from './painter.js';

const wasm = fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'));
const paint = createPainter({ wasm, ...fontFiles });

it('a poster is drawn whose code a camera reads, and a card of 5:4 that has none', async () => {
  const birth = { calendar: 'solar', year: 1990, month: 5, day: 17, hour: 8 } as const;
  const chart = makeChart({ birth, sex: 'female', ziRule: 'day-at-23', trueSolar: false });
  const card = makeCard(chart, { name: null, hideHour: true, decades: true, line: { today: '2026-11-21' } });
  const address = addressOf(
    'https://bazi-1a2b3c4d5e-1250000000.tcloudbaseapp.com/h5/bazi/',
    `shr_${'7'.repeat(26)}` as never,
  );

  const poster = await paint(card, 'poster', { kind: 'h5', address });
  expect(scan(poster.png)).toEqual({ width: 1080, height: 1440, text: address });
  expect(poster.png.length).toBeLessThan(250_000);
  const { png } = await paint(card, 'card', null);
  expect(scan(png)).toEqual({ width: 1000, height: 800, text: undefined });
});
