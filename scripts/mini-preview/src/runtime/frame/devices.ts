import type { NetworkConditions } from '../network.js';

export interface Device {
  name: string;
  /** Of the screen, in CSS px. */
  width: number;
  height: number;
  /** Height of the status bar. */
  status: number;
  /** What the home indicator takes at the bottom. */
  safe: number;
}

export const DEVICES: readonly Device[] = [
  { name: 'iPhone SE', width: 375, height: 667, status: 20, safe: 0 },
  { name: 'iPhone 13', width: 390, height: 844, status: 47, safe: 34 },
  { name: 'iPhone 15 Pro', width: 393, height: 852, status: 54, safe: 34 },
  { name: 'iPhone 15 Pro Max', width: 430, height: 932, status: 54, safe: 34 },
  { name: '安卓小屏', width: 360, height: 640, status: 24, safe: 0 },
  { name: '安卓', width: 412, height: 915, status: 32, safe: 16 },
];

/** Networks by name: how long a call takes longer, how much comes through. */
export const NETWORKS: Readonly<Record<string, NetworkConditions>> = {
  'Wi-Fi': { type: 'wifi', latency: 0, speed: 0 },
  '4G': { type: '4g', latency: 150, speed: 1500 },
  '3G': { type: '3g', latency: 400, speed: 90 },
  弱网: { type: '2g', latency: 1500, speed: 20 },
  断网: { type: 'none', latency: 0, speed: 0 },
};
