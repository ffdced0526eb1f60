import { Tag, type TagSupport } from './tag.js';

interface Marker {
  id: number;
  latitude: number;
  longitude: number;
  title?: string;
  iconPath?: string;
  width?: number;
  height?: number;
  callout?: { content?: string; display?: 'BYCLICK' | 'ALWAYS' };
}

/** Pixels of the whole world at zoom level 0, in Web Mercator. */
const WORLD = 256;

/** A map without tiles: the markers stand where they would, on a grid. */
export class WxMap extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'longitude latitude scale markers',
    events: 'markertap',
  };

  #pins!: HTMLElement;
  #label!: HTMLElement;

  protected override draw(): void {
    const root =
      this.shadow(`<style>:host{display:block;position:relative;width:300px;height:150px;overflow:hidden;background:#eef1ea linear-gradient(#dfe5d8 1px,transparent 1px) 0 0/40px 40px;background-image:linear-gradient(#dfe5d8 1px,transparent 1px),linear-gradient(90deg,#dfe5d8 1px,transparent 1px)}
.pin{position:absolute;border:0;padding:0;background:none;transform:translate(-50%,-100%);cursor:pointer;font-size:12px;color:#1f1f1e;text-align:center}
.pin::before{content:"";display:block;width:18px;height:18px;margin:0 auto;border-radius:50% 50% 50% 0;rotate:-45deg;background:#e5484d}
.label{position:absolute;right:4px;bottom:2px;font-size:10px;color:#6b6a66}</style><div class="pins"></div><span class="label"></span><slot></slot>`);
    this.#pins = root.querySelector('.pins')!;
    this.#label = root.querySelector('.label')!;
    new ResizeObserver(() => this.changed()).observe(this);
  }

  protected override changed(): void {
    const center = this.#project(this.number('latitude', 39.92), this.number('longitude', 116.46));
    this.#label.textContent = `${this.number('latitude', 39.92).toFixed(4)}, ${this.number('longitude', 116.46).toFixed(4)}`;
    const pins = (this.list('markers') as Marker[]).map((marker) => {
      const place = this.#project(marker.latitude, marker.longitude);
      const pin = document.createElement('button');
      pin.className = 'pin';
      pin.type = 'button';
      pin.textContent = marker.callout?.content ?? marker.title ?? '';
      pin.style.left = `${this.clientWidth / 2 + place.x - center.x}px`;
      pin.style.top = `${this.clientHeight / 2 + place.y - center.y}px`;
      pin.addEventListener('click', () => this.emit('markertap', { markerId: marker.id }));
      return pin;
    });
    this.#pins.replaceChildren(...pins);
  }

  protected override reflects(name: string): boolean {
    return name === 'id' || name === 'class';
  }

  /** What `wx.createMapContext` answers. */
  get mediaContext(): object {
    const center = () => ({ latitude: this.number('latitude', 39.92), longitude: this.number('longitude', 116.46) });
    return {
      getCenterLocation: ({ success }: { success?(result: object): void } = {}) => success?.(center()),
      getScale: ({ success }: { success?(result: object): void } = {}) =>
        success?.({ scale: this.number('scale', 16) }),
      moveToLocation: ({ latitude, longitude }: { latitude: number; longitude: number }) => {
        this.receive('latitude', latitude);
        this.receive('longitude', longitude);
      },
    };
  }

  #project(latitude: number, longitude: number): { x: number; y: number } {
    const size = WORLD * 2 ** this.number('scale', 16);
    const sine = Math.sin((latitude * Math.PI) / 180);
    return {
      x: ((longitude + 180) / 360) * size,
      y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size,
    };
  }
}
