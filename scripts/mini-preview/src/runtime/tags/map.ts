import { ownPlace } from '../own-place.js';
import { drag } from './drag.js';
import { drawMarker, type Marker } from './map-markers.js';
import { fit, type GeoPoint, metresPerPixel, type Pixel, toPixel, toPlace } from './map-projection.js';
import { type Circle, drawCircle, drawPolygon, drawPolyline, type Polygon, type Polyline } from './map-shapes.js';
import { pinch } from './pinch.js';
import { Tag, type TagSupport } from './tag.js';

const STYLE = `:host{display:block;position:relative;width:300px;height:150px;overflow:hidden;touch-action:none;background:#eef1ea;background-image:linear-gradient(#dfe5d8 1px,transparent 1px),linear-gradient(90deg,#dfe5d8 1px,transparent 1px);background-size:40px 40px}
svg,.pins{position:absolute;inset:0;width:100%;height:100%;pointer-events:none}.pins *{pointer-events:auto}.marker{position:absolute;width:0;height:0}
.marker button{position:absolute;border:0;padding:0;background:none;white-space:nowrap}.pin{width:18px;height:24px}.pin::before{content:"";display:block;width:18px;height:18px;border-radius:50% 50% 50% 0;rotate:-45deg;background:#e5484d}
.marker .picture{background:center/100% 100% no-repeat}.marker .callout{left:0;transform:translateX(-50%);box-shadow:0 1px 4px rgba(0,0,0,.3)}
.place{position:absolute;right:4px;bottom:2px;font-size:10px;color:#5c5b57}.scale{position:absolute;left:8px;bottom:4px;font-size:10px;color:#5c5b57;border:solid #5c5b57;border-width:0 1px 1px;padding:0 4px;box-sizing:border-box;text-align:center}.scale[hidden]{display:none}
::slotted(*){position:absolute;left:0;top:0}`;

/** A map without tiles: what a page puts on it stands where it would, on a grid. */
export class WxMap extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'longitude latitude scale min-scale max-scale markers polyline circles polygons include-points show-location show-scale enable-zoom enable-scroll',
    events: 'markertap labeltap callouttap updated regionchange',
    inert:
      'subkey layer-style enable-3D enable-building enable-poi enable-satellite enable-traffic enable-overlooking enable-auto-max-overlooking',
  };

  #center: GeoPoint = { latitude: 39.92, longitude: 116.46 };
  #scale = 16;
  #open = new Set<number>();
  #pinchedFrom = 16;

  protected override draw(): void {
    this.shadow(
      `<style>${STYLE}</style><svg aria-hidden="true"></svg><div class="pins"></div><slot name="callout"></slot><slot></slot><span class="place"></span><span class="scale" hidden></span>`,
    );
    let from: Pixel = { x: 0, y: 0 };
    drag(this, {
      axis: () => (this.flag('enable-scroll', true) ? 'both' : 'none'),
      start: () => {
        from = toPixel(this.#center, this.#scale);
        this.#region('begin', 'drag');
      },
      move: ({ dx, dy }) => this.#move(toPlace({ x: from.x - dx, y: from.y - dy }, this.#scale)),
      end: () => this.#region('end', 'drag'),
    });
    pinch(this, (factor, isDone) => this.#zoom(this.#pinchedFrom + Math.log2(factor), isDone));
    this.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.#zoom(this.#scale + (event.deltaY < 0 ? 1 : -1), true);
    });
    for (const slot of this.shadowRoot!.querySelectorAll('slot'))
      slot.addEventListener('slotchange', () => this.#paint());
    new ResizeObserver(() => this.#paint()).observe(this);
    requestAnimationFrame(() => this.emit('updated', {}));
  }

  protected override changed(name: string): void {
    if (name === 'latitude' || name === 'longitude')
      this.#center = { ...this.#center, [name]: this.number(name, this.#center[name]) };
    if (name === 'scale') this.#scale = this.#within(this.number('scale', 16));
    if (name === 'include-points') this.#include(this.list('include-points') as GeoPoint[]);
    this.#pinchedFrom = this.#scale;
    this.#paint();
  }

  protected override reflects(name: string): boolean {
    return name === 'id' || name === 'class';
  }

  get #limits(): [number, number] {
    return [this.number('min-scale', 3), this.number('max-scale', 20)];
  }

  #within(scale: number): number {
    const [lowest, highest] = this.#limits;
    return Math.min(Math.max(scale, lowest), highest);
  }

  #move(center: GeoPoint): void {
    this.#center = center;
    this.#paint();
  }

  #zoom(scale: number, isDone: boolean): void {
    if (!this.flag('enable-zoom', true)) return;
    this.#scale = this.#within(scale);
    if (isDone) this.#pinchedFrom = this.#scale;
    this.#paint();
    if (isDone) this.#region('end', 'scale');
  }

  #include(points: GeoPoint[]): void {
    if (points.length === 0) return;
    const found = fit(points, { width: this.clientWidth || 300, height: this.clientHeight || 150 }, this.#limits);
    this.#center = found.center;
    this.#scale = found.scale;
  }

  #region(type: 'begin' | 'end', causedBy: 'drag' | 'scale' | 'update'): void {
    const region = { centerLocation: this.#center, scale: this.#scale, region: this.#bounds() };
    this.emit('regionchange', { type, causedBy, ...(type === 'end' && region) });
  }

  #bounds() {
    const { x, y } = toPixel(this.#center, this.#scale);
    const [right, down] = [this.clientWidth / 2, this.clientHeight / 2];
    return {
      southwest: toPlace({ x: x - right, y: y + down }, this.#scale),
      northeast: toPlace({ x: x + right, y: y - down }, this.#scale),
    };
  }

  #paint(): void {
    const root = this.shadowRoot!;
    const own = ownPlace();
    const middle = toPixel(this.#center, this.#scale);
    const place = (point: GeoPoint) => {
      const { x, y } = toPixel(point, this.#scale);
      return { x: this.clientWidth / 2 + x - middle.x, y: this.clientHeight / 2 + y - middle.y };
    };
    this.style.backgroundPosition = `${-middle.x % 40}px ${-middle.y % 40}px`;
    root
      .querySelector('svg')!
      .replaceChildren(
        ...(this.list('polygons') as Polygon[]).map((polygon) => drawPolygon(polygon, place)),
        ...(this.list('circles') as Circle[]).map((circle) => drawCircle(circle, place, this.#scale)),
        ...(this.list('polyline') as Polyline[]).flatMap((line) => drawPolyline(line, place)),
        ...(own && this.flag('show-location') ? [this.#here(own, place)] : []),
      );
    const taps = {
      marker: (id: number) => this.#tap(id),
      callout: this.#tell('callouttap'),
      label: this.#tell('labeltap'),
    };
    const markers = this.list('markers') as Marker[];
    root
      .querySelector('.pins')!
      .replaceChildren(
        ...markers.map((marker) => drawMarker(marker, place(marker), this.#open.has(marker.id), this.ownerId, taps)),
      );
    this.#placeCallouts(markers, place);
    const { latitude, longitude } = this.#center;
    root.querySelector('.place')!.textContent = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
    const bar = root.querySelector<HTMLElement>('.scale')!;
    bar.hidden = !this.flag('show-scale');
    bar.style.width = '80px';
    bar.textContent = `${Math.round(metresPerPixel(latitude, this.#scale) * 80)} 米`;
  }

  /** The blue dot where the phone is. */
  #here(own: GeoPoint, place: (point: GeoPoint) => Pixel): SVGElement {
    const dot = {
      ...own,
      radius: 1,
      color: '#fff',
      fillColor: '#1989fa',
      strokeWidth: 2,
    };
    const circle = drawCircle(dot, place, this.#scale);
    circle.setAttribute('r', '7');
    return circle;
  }

  /** Callouts that the page draws itself stand above their markers. */
  #placeCallouts(markers: Marker[], place: (point: GeoPoint) => Pixel): void {
    for (const view of this.querySelectorAll<Tag>('wx-cover-view')) {
      if (!view.values?.has('marker-id')) continue;
      const marker = markers.find(({ id }) => id === view.number('marker-id', Number.NaN));
      const custom = marker?.customCallout;
      view.hidden = !marker || (custom?.display !== 'ALWAYS' && !this.#open.has(marker.id));
      if (!marker) continue;
      const { x, y } = place(marker);
      const lift = (marker.height ?? 40) + (custom?.anchorY ?? 0);
      view.style.cssText += `;position:absolute;left:${x + (custom?.anchorX ?? 0)}px;top:${y - lift}px;transform:translate(-50%,-100%)`;
    }
  }

  #tell(type: 'callouttap' | 'labeltap') {
    return (markerId: number) => this.emit(type, { markerId });
  }

  #tap(markerId: number): void {
    this.#open = new Set([markerId]);
    this.#paint();
    this.emit('markertap', { markerId });
  }

  /** What `wx.createMapContext` answers. */
  get mediaContext(): object {
    type Options<Input = object> = Partial<Input> & { success?(result: object): void };
    const answer = (options: Options | undefined, result: object) => options?.success?.(result);
    return {
      getCenterLocation: (options?: Options) => answer(options, this.#center),
      getScale: (options?: Options) => answer(options, { scale: this.#scale }),
      getRegion: (options?: Options) => answer(options, this.#bounds()),
      getRotate: (options?: Options) => answer(options, { rotate: 0 }),
      getSkew: (options?: Options) => answer(options, { skew: 0 }),
      moveToLocation: (options?: Options<GeoPoint>) => {
        const { latitude, longitude } = { ...this.#center, ...ownPlace(), ...options };
        this.#move({ latitude, longitude });
        this.#region('end', 'update');
        answer(options, {});
      },
      includePoints: (options: Options<{ points: GeoPoint[] }>) => {
        this.#include(options.points ?? []);
        this.#paint();
        this.#region('end', 'update');
        answer(options, {});
      },
    };
  }
}
