export interface OwnPlace {
  latitude: number;
  longitude: number;
}

/** Where the simulated phone is: the West Lake in Hangzhou. */
export function ownPlace(): OwnPlace | undefined {
  return { latitude: 30.2467, longitude: 120.1485 };
}
