import { asyncApi } from './api.js';

type Listener = (value: Record<string, unknown>) => void;

interface Sensor {
  event: 'devicemotion' | 'deviceorientation';
  read(event: DeviceMotionEvent & DeviceOrientationEvent): Record<string, unknown>;
}

const G = 9.806_65;

/** Name → the browser's event that tells it. WeChat counts acceleration in g. */
const SENSORS: Record<string, Sensor> = {
  Accelerometer: {
    event: 'devicemotion',
    read: ({ accelerationIncludingGravity: a }) => ({ x: (a?.x ?? 0) / G, y: (a?.y ?? 0) / G, z: (a?.z ?? 0) / G }),
  },
  Gyroscope: {
    event: 'devicemotion',
    read: ({ rotationRate: rate }) => ({ x: radians(rate?.beta), y: radians(rate?.gamma), z: radians(rate?.alpha) }),
  },
  Compass: {
    event: 'deviceorientation',
    read: ({ alpha }) => ({ direction: (360 - (alpha ?? 0)) % 360, accuracy: 'unknow' }),
  },
  DeviceMotion: { event: 'deviceorientation', read: ({ alpha, beta, gamma }) => ({ alpha, beta, gamma }) },
};

const radians = (degrees: number | null | undefined) => ((degrees ?? 0) * Math.PI) / 180;

function apiOf(name: string, { event, read }: Sensor): Record<string, unknown> {
  const listeners = new Set<Listener>();
  const hear = (given: Event) => {
    const value = read(given as DeviceMotionEvent & DeviceOrientationEvent);
    for (const listener of listeners) listener(value);
  };
  const [start, stop] =
    name === 'DeviceMotion'
      ? ['startDeviceMotionListening', 'stopDeviceMotionListening']
      : [`start${name}`, `stop${name}`];
  return {
    [start]: asyncApi(start, () => window.addEventListener(event, hear)),
    [stop]: asyncApi(stop, () => window.removeEventListener(event, hear)),
    [`on${name}Change`]: (listener: Listener) => {
      listeners.add(listener);
      window.addEventListener(event, hear);
    },
    [`off${name}Change`]: (listener?: Listener) => {
      if (listener) listeners.delete(listener);
      else listeners.clear();
    },
  };
}

export const sensorApi = Object.assign(
  {},
  ...Object.entries(SENSORS).map(([name, sensor]) => apiOf(name, sensor)),
) as Record<string, unknown>;
