/** What a month, or one act, uses of the platform. */
export interface Usage {
  call: number;
  /** GB and second. */
  compute: number;
  database: number;
  storageRequest: number;
  http: number;
  /** GB, as all traffic and capacity. */
  cdn: number;
  egress: number;
  logs: number;
  databaseCapacity: number;
  storageCapacity: number;
}

export const NOTHING: Usage = {
  call: 0,
  compute: 0,
  database: 0,
  storageRequest: 0,
  http: 0,
  cdn: 0,
  egress: 0,
  logs: 0,
  databaseCapacity: 0,
  storageCapacity: 0,
};

/** `times` times one usage. */
export function times(usage: Usage, count: number): Usage {
  return map((key) => usage[key] * count);
}

export function plus(...usages: readonly Usage[]): Usage {
  return map((key) => usages.reduce((total, usage) => total + usage[key], 0));
}

function map(value: (key: keyof Usage) => number): Usage {
  const keys = Object.keys(NOTHING) as (keyof Usage)[];
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as unknown as Usage;
}
