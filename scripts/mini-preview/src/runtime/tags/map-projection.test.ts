import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fit, metresPerPixel, toPixel, toPlace } from './map-projection.js';

const place = fc.record({
  latitude: fc.double({ min: -80, max: 80, noNaN: true }),
  longitude: fc.double({ min: -179, max: 179, noNaN: true }),
});

describe('places on a map', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 3, max: 20 }), (point, scale) => {
        const back = toPlace(toPixel(point, scale), scale);
        expect(back.latitude).toBeCloseTo(point.latitude, 6);
        expect(back.longitude).toBeCloseTo(point.longitude, 6);
      }),
    );
  });

  it('are in the window that is fitted to them', () => {
    const size = { width: 300, height: 200 };
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 5 }), (points) => {
        const { center, scale } = fit(points, size, [0, 20]);
        const middle = toPixel(center, scale);
        for (const point of points) {
          const { x, y } = toPixel(point, scale);
          expect(Math.abs(x - middle.x)).toBeLessThanOrEqual(scale === 0 ? 256 : size.width / 2 + 1e-6);
          expect(Math.abs(y - middle.y)).toBeLessThanOrEqual(scale === 0 ? 256 : size.height / 2 + 1e-6);
        }
      }),
    );
  });

  it('are as far apart as on the equator of the earth', () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(156_543.03, 1);
  });
});
