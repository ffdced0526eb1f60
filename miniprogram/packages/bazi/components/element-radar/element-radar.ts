import type { Chart } from '../../lib/current-subject';
import { type Corner, type Line, RADAR_SIZE, radarOf } from '../../lib/radar';

const SEASONS = { 旺: '当令而旺', 相: '得生而相', 休: '泄气而休', 囚: '受制而囚', 死: '被克而死' };

/** The five elements as a pentagon of thin lines, with the table that it is drawn from. */
Component({
  properties: {
    details: { type: Object, value: null as unknown as Chart['details'] },
  },
  data: {
    size: RADAR_SIZE,
    grid: [] as Line[],
    edges: [] as Line[],
    shape: '',
    corners: [] as (Corner & { points: number; season: string })[],
    scale: 0,
  },
  observers: {
    details(details: Chart['details'] | null) {
      if (!details) return;
      const radar = radarOf(details);
      const corners = radar.corners.map((corner) => {
        const { points, season } = details.strength.elements.find(({ element }) => element === corner.element)!;
        return { ...corner, points, season: SEASONS[season] };
      });
      this.setData({ ...radar, corners });
    },
  },
});
