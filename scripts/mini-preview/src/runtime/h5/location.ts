import { asyncApi } from '../api/api.js';
import { toGcj02 } from './gcj02.js';
import { onlyInWechat, saysOnlyInWechat } from './only-in-wechat.js';

type Kind = 'wgs84' | 'gcj02';

/** `GeolocationPositionError.code` → what WeChat says. */
const REASONS: Record<number, string> = { 1: 'auth deny', 2: 'system error', 3: 'timeout' };
/** A place of a few seconds ago is where somebody is; a new one takes long inside of a house. In ms. */
const PATIENCE = { timeout: 15_000, maximumAge: 10_000 };

/** What the browser knows, in WeChat's terms and coordinates. */
function described({ coords }: GeolocationPosition, kind: Kind) {
  const { latitude, longitude, accuracy } = coords;
  return {
    ...(kind === 'gcj02' ? toGcj02({ latitude, longitude }) : { latitude, longitude }),
    accuracy,
    speed: coords.speed ?? -1,
    altitude: coords.altitude ?? 0,
    verticalAccuracy: coords.altitudeAccuracy ?? 0,
    horizontalAccuracy: accuracy,
  };
}

const refusal = ({ code }: GeolocationPositionError) => new Error(REASONS[code] ?? 'system error');

/** Where the device is, as the browser knows it and its owner allows. */
async function getLocation({ type = 'wgs84' }: { type?: Kind }) {
  const position = await new Promise<GeolocationPosition>((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(resolve, (error) => reject(refusal(error)), PATIENCE),
  );
  return described(position, type);
}

const listeners = new Set<(place: object) => void>();
let watch: number | undefined;

/** Tells from now on where the device is, as long as the page is open. */
function startLocationUpdate({ type = 'gcj02' }: { type?: Kind }): Promise<void> {
  stopLocationUpdate();
  return new Promise((resolve, reject) => {
    watch = navigator.geolocation.watchPosition(
      (position) => {
        resolve();
        for (const listener of listeners) listener(described(position, type));
      },
      (error) => reject(refusal(error)),
      PATIENCE,
    );
  });
}

function stopLocationUpdate(): void {
  if (watch !== undefined) navigator.geolocation.clearWatch(watch);
  watch = undefined;
}

/** The device's own place; what needs WeChat's map says so. */
export const locationApi = {
  getLocation: asyncApi('getLocation', getLocation),
  getFuzzyLocation: asyncApi('getFuzzyLocation', getLocation),
  startLocationUpdate: asyncApi('startLocationUpdate', startLocationUpdate),
  startLocationUpdateBackground: onlyInWechat('startLocationUpdateBackground'),
  stopLocationUpdate: asyncApi('stopLocationUpdate', stopLocationUpdate),
  onLocationChange: (listener: (place: object) => void) => listeners.add(listener),
  offLocationChange: (listener?: (place: object) => void) =>
    listener ? listeners.delete(listener) : listeners.clear(),
  chooseLocation: saysOnlyInWechat('chooseLocation'),
  openLocation: saysOnlyInWechat('openLocation'),
};
