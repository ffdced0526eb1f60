import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Value } from '../index.js';
import { useDatabase } from './harness.js';

const { database, collection } = useDatabase();
const point = (longitude: number, latitude: number): Document => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});
const square: Document = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [3, 0],
      [3, 3],
      [0, 3],
      [0, 0],
    ],
  ],
};
const ring: Document = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 9],
      [0, 0],
    ],
    [
      [3, 3],
      [6, 3],
      [6, 6],
      [3, 6],
      [3, 3],
    ],
  ],
};

async function places(indexed: boolean, ...locations: Value[]) {
  const name = await collection(...locations.map((at, _id) => ({ _id, at })));
  if (indexed) await database().createIndex(name, { fields: [{ field: 'at', direction: '2dsphere' }] });
  return name;
}

const ids = async (name: string, filter: Document) => (await database().find(name, { filter })).map(({ _id }) => _id);

describe.each([false, true])('with an index: %s', (indexed) => {
  const cases: [string, Value[], Document, number[]][] = [
    [
      '$geoWithin a polygon',
      [point(1, 1), point(2.9, 2.9), point(4, 1), point(-1, 1)],
      { $geoWithin: { $geometry: square } },
      [0, 1],
    ],
    ['the edge is inside', [point(0, 1), point(3, 3)], { $geoWithin: { $geometry: square } }, [0, 1]],
    ['a hole is outside', [point(4, 4), point(1, 1)], { $geoWithin: { $geometry: ring } }, [1]],
    [
      'a line is inside only as a whole',
      [
        {
          type: 'LineString',
          coordinates: [
            [1, 1],
            [2, 2],
          ],
        },
        {
          type: 'LineString',
          coordinates: [
            [1, 1],
            [5, 1],
          ],
        },
      ],
      { $geoWithin: { $geometry: square } },
      [0],
    ],
    [
      '$centerSphere',
      [point(0, 0), point(1, 0), point(10, 0)],
      { $geoWithin: { $centerSphere: [[0, 0], (2 * Math.PI) / 180] } },
      [0, 1],
    ],
    [
      '$box',
      [
        [1, 1],
        [5, 5],
      ],
      {
        $geoWithin: {
          $box: [
            [0, 0],
            [2, 2],
          ],
        },
      },
      [0],
    ],
    [
      '$box in a plane that is not of degrees',
      [
        [500, 500],
        [5, 5],
      ],
      {
        $geoWithin: {
          $box: [
            [400, 400],
            [600, 600],
          ],
        },
      },
      [0],
    ],
    [
      '$center',
      [
        [1, 1],
        [5, 5],
      ],
      { $geoWithin: { $center: [[0, 0], 2] } },
      [0],
    ],
    [
      '$polygon',
      [
        [1, 1],
        [5, 5],
      ],
      {
        $geoWithin: {
          $polygon: [
            [0, 0],
            [3, 0],
            [0, 3],
          ],
        },
      },
      [0],
    ],
    [
      '$geoIntersects a line',
      [point(0.5, 0.5), point(5, 5), square],
      {
        $geoIntersects: {
          $geometry: {
            type: 'LineString',
            coordinates: [
              [-1, 1],
              [1, 1.5],
            ],
          },
        },
      },
      [2],
    ],
    ['a point intersects the polygon it is in', [square], { $geoIntersects: { $geometry: point(1, 1) } }, [0]],
    [
      'polygons that overlap',
      [square],
      {
        $geoIntersects: {
          $geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [2, 2],
                [5, 2],
                [5, 5],
                [2, 5],
                [2, 2],
              ],
            ],
          },
        },
      },
      [0],
    ],
    [
      'across the antimeridian',
      [point(179.5, 0.5), point(-179.5, 0.5), point(0, 0.5)],
      {
        $geoWithin: {
          $geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [179, 0],
                [-179, 0],
                [-179, 1],
                [179, 1],
                [179, 0],
              ],
            ],
          },
        },
      },
      [0, 1],
    ],
    [
      'edges are great circles',
      [point(0, 50.5), point(0, 53)],
      {
        $geoWithin: {
          $geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [-30, 40],
                [30, 40],
                [30, 50],
                [-30, 50],
                [-30, 40],
              ],
            ],
          },
        },
      },
      [0, 1],
    ],
    ['legacy pairs and documents', [[1, 1], { lng: 1, lat: 1 }, 'x'], { $geoWithin: { $geometry: square } }, [0, 1]],
    [
      'a MultiPolygon',
      [point(1, 1), point(11, 11)],
      {
        $geoWithin: {
          $geometry: {
            type: 'MultiPolygon',
            coordinates: [
              square.coordinates!,
              [
                [
                  [10, 10],
                  [12, 10],
                  [12, 12],
                  [10, 12],
                  [10, 10],
                ],
              ],
            ],
          },
        },
      },
      [0, 1],
    ],
  ];
  it.each(cases)('%s', async (_name, locations, condition, expected) => {
    expect(await ids(await places(indexed, ...locations), { at: condition })).toEqual(expected);
  });
});

describe('nearness', () => {
  const shanghai = [121.4737, 31.2304] as const;
  const cities = [point(116.4074, 39.9042), point(120.1551, 30.2741), point(...shanghai), point(113.2644, 23.1291)];

  it('comes nearest first, and keeps to the distances', async () => {
    const name = await places(true, ...cities);
    const near = (more: Document) => ids(name, { at: { $nearSphere: { $geometry: point(...shanghai), ...more } } });
    expect(await near({})).toEqual([2, 1, 0, 3]);
    expect(await near({ $maxDistance: 200_000 })).toEqual([2, 1]);
    expect(await near({ $minDistance: 1000, $maxDistance: 200_000 })).toEqual([1]);
    expect(await ids(name, { at: { $near: [...shanghai], $maxDistance: 200 / 6378.1 } })).toEqual([2, 1]);
  });

  it('wants a geographical index, and says which', async () => {
    const name = await places(false, ...cities);
    await expect(ids(name, { at: { $near: { $geometry: point(0, 0) } } })).rejects.toThrow(
      `createIndex("${name}", {"at":"2dsphere"})`,
    );
  });

  it('$geoNear gives the distance in metres', async () => {
    const name = await places(true, ...cities);
    const near = {
      near: point(...shanghai),
      distanceField: 'how.far',
      maxDistance: 200_000,
      query: { _id: { $ne: 2 } },
      includeLocs: 'where',
    };
    const [hangzhou, ...rest] = await database().aggregate(name, [{ $geoNear: near }]);
    expect(rest).toEqual([]);
    const metres = (hangzhou!.how as { far: number }).far;
    expect(Math.abs(metres - 164_600)).toBeLessThan(1500);
    expect(hangzhou).toMatchObject({ _id: 1, where: cities[1] });
  });

  it.each<[Document, RegExp]>([
    [
      {
        $geoWithin: {
          $geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [0, 0],
                [1, 1],
                [2, 2],
              ],
            ],
          },
        },
      },
      /not closed/,
    ],
    [{ $geoWithin: { $geometry: point(0, 0) } }, /Polygon/],
    [{ $geoWithin: { $foo: 1 } }, /unknown operator: \$foo/],
    [{ $geoIntersects: { $geometry: { type: 'Blob', coordinates: [] } } }, /unknown GeoJSON type/],
    [{ $geoIntersects: { $geometry: point(200, 0) } }, /out of bounds/],
    [{ $nearSphere: { $geometry: square } }, /must be a Point/],
  ])('refuses %j', async (condition, message) => {
    await expect(ids(await places(true, ...cities), { at: condition })).rejects.toThrow(message);
  });
});

describe('$jsonSchema', () => {
  it('checks types, required fields, ranges and patterns', async () => {
    const name = await collection(
      { _id: 0, n: 5, s: 'abc' },
      { _id: 1, n: 'x', s: 'abc' },
      { _id: 2, n: 50, s: 'abc' },
      { _id: 3, n: 5 },
    );
    const schema = {
      required: ['s'],
      properties: { n: { bsonType: 'int', maximum: 10 }, s: { pattern: '^a', minLength: 2 } },
    };
    expect(await ids(name, { $jsonSchema: schema })).toEqual([0]);
    await expect(ids(name, { $jsonSchema: { foo: 1 } })).rejects.toThrow(/foo in \$jsonSchema/);
  });
});

describe('random shapes', () => {
  const longitude = fc.double({ min: -180, max: 180, noNaN: true });
  const latitude = fc.double({ min: -89, max: 89, noNaN: true });
  const position = fc.tuple(longitude, latitude);
  const near = fc
    .tuple(position, fc.integer({ min: 0, max: 5_000_000 }))
    .map(([[x, y], $maxDistance]): Document => ({ $nearSphere: { $geometry: point(x, y), $maxDistance } }));
  const cap = fc
    .tuple(position, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([center, radius]): Document => ({ $geoWithin: { $centerSphere: [[...center], radius] } }));
  const triangle = fc
    .tuple(position, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
    .map(([[x, y], width, height]) => {
      const [left, bottom] = [Math.min(x, 180 - width), Math.min(y, 89 - height)];
      return {
        type: 'Polygon',
        coordinates: [
          [
            [left, bottom],
            [left + width, bottom],
            [left, bottom + height],
            [left, bottom],
          ],
        ],
      };
    });
  const area = triangle.map((shape): Document => ({ $geoWithin: { $geometry: shape } }));
  const touch = triangle.map((shape): Document => ({ $geoIntersects: { $geometry: shape } }));

  it('are found through the index as without it, and a cap is a distance', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(position, { minLength: 1, maxLength: 30 }),
        fc.array(fc.oneof(near, cap, area, touch), { minLength: 1, maxLength: 5 }),
        async (positions, conditions) => {
          const locations = positions.map(([x, y]) => point(x, y));
          const indexed = await places(true, ...locations);
          for (const condition of conditions) {
            const found = await ids(indexed, { at: condition });
            const scanned = await ids(indexed, { $or: [{ at: withoutNear(condition) }, { none: 1 }] });
            expect([...found].sort()).toEqual([...scanned].sort());
          }
          await database().dropCollection(indexed);
        },
      ),
      { numRuns: 100 },
    );
  });

  /** The same as a condition that no index serves. */
  function withoutNear(condition: Document): Document {
    const center = condition.$nearSphere as { $geometry: { coordinates: number[] }; $maxDistance: number } | undefined;
    if (!center) return condition;
    return { $geoWithin: { $centerSphere: [center.$geometry.coordinates, center.$maxDistance / 6_378_100] } };
  }
});
