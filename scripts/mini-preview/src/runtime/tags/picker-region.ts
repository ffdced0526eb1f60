import type { PickerColumns } from './picker-columns.js';

/** Code → name of the provinces, cities and districts of China. */
export interface Regions {
  province_list: Record<string, string>;
  city_list: Record<string, string>;
  county_list: Record<string, string>;
}

let regions: Regions | undefined;

/** Only an app that picks regions carries their list. */
export function setRegions(list: Regions | undefined): void {
  regions = list;
}

const DEPTHS: Record<string, number> = { province: 1, city: 2, region: 3 };

interface Place {
  code: string;
  name: string;
}

/**
 * Province, city and district, as deep as `level`.
 * @param customItem heads every column when it is not empty; below it there is nothing else to choose
 * @throws Error for a level that the preview does not have
 */
export function regionColumns(value: string[], level: string, customItem: string): PickerColumns {
  const depth = DEPTHS[level];
  if (!depth) throw new Error(`<picker mode="region" level="${level}"> is not supported by the preview`);
  if (!regions) throw new Error('the app was built without the list of regions');
  const columns: Place[][] = [];
  const selected: number[] = [];
  for (let at = 0; at < depth; at += 1) {
    const above = at > 0 ? columns[at - 1]![selected[at - 1]!] : undefined;
    const places = placesBelow(at, above);
    columns.push(customItem ? [{ code: '', name: customItem }, ...places] : places);
    selected.push(
      Math.max(
        0,
        columns[at]!.findIndex(({ name }) => name === value[at]),
      ),
    );
  }
  const chosen = (picked: number[]) => columns.map((places, at) => places[picked[at] ?? 0] ?? places[0]!);
  return {
    choices: columns.map((places) => places.map(({ name }) => name)),
    selected,
    valueOf: (picked) => chosen(picked).map(({ name }) => name),
    extra: (picked) => ({ code: chosen(picked).map(({ code }) => code), postcode: '' }),
    move: (picked) =>
      regionColumns(
        chosen(picked).map(({ name }) => name),
        level,
        customItem,
      ),
  };
}

/** Codes have two digits for the province, two for the city, two for the district. */
function placesBelow(depth: number, above: Place | undefined): Place[] {
  const { province_list, city_list, county_list } = regions!;
  const list = [province_list, city_list, county_list][depth]!;
  const prefix = depth === 0 ? '' : above?.code.slice(0, depth * 2);
  if (prefix === undefined || (depth > 0 && prefix === '')) return [];
  return Object.entries(list)
    .filter(([code]) => code.startsWith(prefix))
    .map(([code, name]) => ({ code, name }));
}
