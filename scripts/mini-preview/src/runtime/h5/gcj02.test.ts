import { expect, it } from 'vitest';
import { toGcj02 } from './gcj02.js';

it('moves a place in China to where the maps there show it, as coordtransform’s example has it', () => {
  const { latitude, longitude } = toGcj02({ latitude: 39.915, longitude: 116.404 });
  expect(latitude).toBeCloseTo(39.91640428150164, 9);
  expect(longitude).toBeCloseTo(116.41024449916938, 9);
});

it('leaves a place elsewhere as it is', () => {
  expect(toGcj02({ latitude: 48.2, longitude: 16.37 })).toEqual({ latitude: 48.2, longitude: 16.37 });
});
