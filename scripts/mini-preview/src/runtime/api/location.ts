import { showModal } from '../ui/modal.js';
import { asyncApi } from './api.js';

/** Where the simulated phone is: the West Lake in Hangzhou. */
const HERE = { latitude: 30.2467, longitude: 120.1485 };

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

export const locationApi = {
  getLocation: asyncApi('getLocation', () => ({
    ...HERE,
    speed: 0,
    accuracy: 65,
    altitude: 0,
    verticalAccuracy: 0,
    horizontalAccuracy: 65,
  })),
  getFuzzyLocation: asyncApi('getFuzzyLocation', () => HERE),
  chooseLocation: asyncApi('chooseLocation', chooseLocation),
  openLocation: asyncApi('openLocation', async ({ latitude, longitude, name = '', address = '' }: Place) => {
    await showModal({ title: name || '位置', content: `${address}\n${latitude}, ${longitude}`, showCancel: false });
  }),
};
