import type { CompassMark } from '../../lib/compass';

/** A compass, north on top, with what stands in its eight directions. A picture: who uses it says the same in words. */
Component({
  properties: { marks: { type: Array, value: [] as CompassMark[] } },
});
