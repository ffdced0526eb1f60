import { resourceUrl } from '../resource.js';
import type { GeoPoint, Pixel } from './map-projection.js';

interface Bubble {
  content?: string;
  color?: string;
  fontSize?: number;
  bgColor?: string;
  padding?: number;
  borderRadius?: number;
}

export interface Marker extends GeoPoint {
  id: number;
  title?: string;
  iconPath?: string;
  width?: number;
  height?: number;
  rotate?: number;
  alpha?: number;
  zIndex?: number;
  anchor?: { x?: number; y?: number };
  'aria-label'?: string;
  callout?: Bubble & { display?: 'BYCLICK' | 'ALWAYS' };
  /** Drawn by the page itself, in a `<cover-view slot="callout">`. */
  customCallout?: { display?: 'BYCLICK' | 'ALWAYS'; anchorX?: number; anchorY?: number };
  label?: Bubble & { x?: number; y?: number; anchorX?: number; anchorY?: number };
}

export interface MarkerTaps {
  marker(id: number): void;
  callout(id: number): void;
  label(id: number): void;
}

/** One marker: its pin or picture, its label, its callout, in a place of its own. */
export function drawMarker(
  marker: Marker,
  { x, y }: Pixel,
  isOpen: boolean,
  from: string,
  taps: MarkerTaps,
): HTMLElement {
  const holder = document.createElement('div');
  holder.className = 'marker';
  Object.assign(holder.style, { left: `${x}px`, top: `${y}px`, zIndex: String(marker.zIndex ?? 0) });
  const pin = document.createElement('button');
  pin.type = 'button';
  pin.className = marker.iconPath ? 'picture' : 'pin';
  pin.ariaLabel = marker['aria-label'] ?? marker.title ?? `标记 ${marker.id}`;
  if (marker.iconPath) {
    pin.style.backgroundImage = `url("${resourceUrl(marker.iconPath, from)}")`;
    pin.style.width = `${marker.width ?? 30}px`;
    pin.style.height = `${marker.height ?? 40}px`;
  }
  const { x: anchorX = 0.5, y: anchorY = 1 } = marker.anchor ?? {};
  pin.style.translate = `${-anchorX * 100}% ${-anchorY * 100}%`;
  pin.style.rotate = `${marker.rotate ?? 0}deg`;
  pin.style.opacity = String(marker.alpha ?? 1);
  pin.addEventListener('click', () => taps.marker(marker.id));
  holder.append(pin);
  if (marker.label) {
    const label = bubble(marker.label, 'label', () => taps.label(marker.id));
    label.style.left = `${marker.label.anchorX ?? marker.label.x ?? 0}px`;
    label.style.top = `${marker.label.anchorY ?? marker.label.y ?? 0}px`;
    holder.append(label);
  }
  const content = marker.callout?.content ?? marker.title;
  if (content && !marker.customCallout && (isOpen || marker.callout?.display === 'ALWAYS')) {
    const callout = bubble(
      { padding: 6, borderRadius: 4, bgColor: '#fff', ...marker.callout, content },
      'callout',
      () => taps.callout(marker.id),
    );
    callout.style.bottom = `${(marker.height ?? 40) + 4}px`;
    holder.append(callout);
  }
  return holder;
}

function bubble(style: Bubble, name: string, tap: () => void): HTMLElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = name;
  element.textContent = style.content ?? '';
  Object.assign(element.style, {
    color: style.color ?? '#000',
    fontSize: `${style.fontSize ?? 12}px`,
    background: style.bgColor ?? 'transparent',
    padding: `${style.padding ?? 0}px`,
    borderRadius: `${style.borderRadius ?? 0}px`,
  });
  element.addEventListener('click', tap);
  return element;
}
