import { ownPlace } from '../own-place.js';
import { showModal } from '../ui/modal.js';
import { asyncApi } from './api.js';
import { needConsent } from './consent.js';

const HERE = ownPlace()!;

interface Place {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

async function chooseLocation(options: Partial<Place>) {
  const { latitude = HERE.latitude, longitude = HERE.longitude } = options;
  const content = `${latitude},${longitude}`;
  const chosen = await showModal({ title: '选择位置（纬度,经度）', editable: true, content });
  if (!chosen.confirm) throw new Error('cancel');
  const [lat = Number.NaN, long = Number.NaN] = (chosen.content ?? '').split(/[,，]/).map(Number);
  if (Number.isNaN(lat) || Number.isNaN(long)) throw new Error('the place must be given as latitude,longitude');
  return { latitude: lat, longitude: long, name: '所选位置', address: `北纬 ${lat}，东经 ${long}` };
}

const precise = () => ({
  ...HERE,
  speed: 0,
  accuracy: 65,
  altitude: 0,
  verticalAccuracy: 0,
  horizontalAccuracy: 65,
});

const listeners = new Set<(place: object) => void>();
let updates: ReturnType<typeof setInterval> | undefined;

/** Tells where the phone is every two seconds; it stands still. */
async function startUpdates(scope: string): Promise<void> {
  await needConsent(scope);
  clearInterval(updates);
  updates = setInterval(() => {
    for (const listener of listeners) listener(precise());
  }, 2000);
}

export const locationApi = {
  getLocation: asyncApi('getLocation', async () => {
    await needConsent('scope.userLocation');
    return precise();
  }),
  getFuzzyLocation: asyncApi('getFuzzyLocation', async () => {
    await needConsent('scope.userFuzzyLocation');
    return HERE;
  }),
  startLocationUpdate: asyncApi('startLocationUpdate', () => startUpdates('scope.userLocation')),
  startLocationUpdateBackground: asyncApi('startLocationUpdateBackground', () =>
    startUpdates('scope.userLocationBackground'),
  ),
  stopLocationUpdate: asyncApi('stopLocationUpdate', () => clearInterval(updates)),
  onLocationChange: (listener: (place: object) => void) => listeners.add(listener),
  offLocationChange: (listener?: (place: object) => void) =>
    listener ? listeners.delete(listener) : listeners.clear(),
  chooseLocation: asyncApi('chooseLocation', chooseLocation),
  openLocation: asyncApi('openLocation', async ({ latitude, longitude, name = '', address = '' }: Place) => {
    await showModal({ title: name || '位置', content: `${address}\n${latitude}, ${longitude}`, showCancel: false });
  }),
};
