import { asyncApi } from '../api/api.js';
import { onlyInWechat } from './only-in-wechat.js';

/** Where the device is, as the browser knows it and its owner allows. The browser speaks WGS-84; `gcj02` is refused. */
async function getLocation({ type = 'wgs84' }: { type?: string }) {
  if (type !== 'wgs84') throw new Error(`type ${type} is not available in a browser`);
  const { coords } = await new Promise<GeolocationPosition>((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(resolve, ({ message }) => reject(new Error(message)), { timeout: 15_000 }),
  );
  const { latitude, longitude, accuracy } = coords;
  return {
    latitude,
    longitude,
    accuracy,
    speed: coords.speed ?? -1,
    altitude: coords.altitude ?? 0,
    verticalAccuracy: coords.altitudeAccuracy ?? 0,
    horizontalAccuracy: accuracy,
  };
}

/** The device's own place; what needs WeChat's map says so. */
export const locationApi = {
  getLocation: asyncApi('getLocation', getLocation),
  getFuzzyLocation: asyncApi('getFuzzyLocation', getLocation),
  startLocationUpdate: onlyInWechat('startLocationUpdate'),
  startLocationUpdateBackground: onlyInWechat('startLocationUpdateBackground'),
  stopLocationUpdate: onlyInWechat('stopLocationUpdate'),
  onLocationChange: () => undefined,
  offLocationChange: () => undefined,
  chooseLocation: onlyInWechat('chooseLocation'),
  openLocation: onlyInWechat('openLocation'),
};
