import { loadableUrl } from '../resource.js';

type Draw = (context: CanvasRenderingContext2D, images: Map<string, HTMLImageElement>) => void;

/** A canvas of a page: where to draw, at which size. */
export interface OldCanvas {
  canvasNode: HTMLCanvasElement;
  ownerId: string;
  /** Gives the canvas as many pixels as it has room on the screen. */
  fit(): CanvasRenderingContext2D;
}

/** Methods that are recorded and then called on the browser's context as they are. */
const SAME =
  'arc arcTo beginPath bezierCurveTo clearRect clip closePath fill fillRect fillText lineTo moveTo quadraticCurveTo rect restore rotate save scale setTransform stroke strokeRect strokeText transform translate'.split(
    ' ',
  );
/** `setX(value)` → the property it sets. */
const SETTERS: Record<string, string> = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setGlobalAlpha: 'globalAlpha',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setLineWidth: 'lineWidth',
  setMiterLimit: 'miterLimit',
  setTextAlign: 'textAlign',
};
const PROPERTIES = [
  ...Object.values(SETTERS),
  ...[
    'font',
    'globalCompositeOperation',
    'lineDashOffset',
    'shadowBlur',
    'shadowColor',
    'shadowOffsetX',
    'shadowOffsetY',
  ],
];

interface Gradient {
  make(context: CanvasRenderingContext2D): CanvasGradient;
}

/**
 * `wx.createCanvasContext`, the way to draw before `<canvas type="2d">`: what is called on it is kept and drawn together
 * by `draw`, over what was there or, without `reserve`, on an empty canvas.
 */
export function canvasContext(find: () => OldCanvas | undefined): Record<string, unknown> {
  let recorded: Draw[] = [];
  const wanted = new Set<string>();
  const record = (draw: Draw) => void recorded.push(draw);
  const style = (value: unknown, context: CanvasRenderingContext2D) =>
    typeof value === 'object' && value !== null && 'make' in value ? (value as Gradient).make(context) : value;
  const assign = (name: string, value: unknown) =>
    record((context) => Object.assign(context, { [name]: style(value, context) }));

  const self: Record<string, unknown> = {
    setFontSize: (size: number) =>
      record((context) => {
        context.font = context.font.replace(/\d+(\.\d+)?px/, `${size}px`);
      }),
    setTextBaseline: (value: string) => assign('textBaseline', value === 'normal' ? 'alphabetic' : value),
    setLineDash: (pattern: number[], offset = 0) =>
      record((context) => {
        context.setLineDash(pattern);
        context.lineDashOffset = offset;
      }),
    setShadow: (x: number, y: number, blur: number, color: string) =>
      record((context) =>
        Object.assign(context, { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color }),
      ),
    createLinearGradient: (...place: [number, number, number, number]) =>
      gradient((context) => context.createLinearGradient(...place)),
    createCircularGradient: (x: number, y: number, radius: number) =>
      gradient((context) => context.createRadialGradient(x, y, 0, x, y, radius)),
    measureText: (text: string) => ({ width: find()?.fit().measureText(text).width ?? 0 }),
    drawImage(address: string, ...place: number[]) {
      wanted.add(address);
      record((context, images) => {
        const image = images.get(address);
        const [x = 0, y = 0, ...rest] = place;
        const draw = context.drawImage as (image: CanvasImageSource, ...numbers: number[]) => void;
        if (image) draw.call(context, image, x, y, ...rest);
      });
    },
    draw(reserve = false, done?: () => void) {
      const steps = recorded;
      recorded = [];
      void paint(find(), steps, reserve, [...wanted]).then(() => done?.());
    },
  };
  for (const name of SAME) {
    self[name] = (...values: unknown[]) =>
      record((context) => (context[name as 'fill'] as (...all: unknown[]) => void).apply(context, values));
  }
  for (const [name, property] of Object.entries(SETTERS)) self[name] = (value: unknown) => assign(property, value);
  for (const name of PROPERTIES)
    Object.defineProperty(self, name, { set: (value: unknown) => assign(name, value), enumerable: true });
  return self;
}

function gradient(make: Gradient['make']): Gradient & { addColorStop(at: number, color: string): void } {
  const stops: [number, string][] = [];
  return {
    addColorStop: (at, color) => void stops.push([at, color]),
    make(context) {
      const made = make(context);
      for (const [at, color] of stops) made.addColorStop(at, color);
      return made;
    },
  };
}

async function paint(canvas: OldCanvas | undefined, steps: Draw[], reserve: boolean, wanted: string[]): Promise<void> {
  if (!canvas) return;
  const images = new Map<string, HTMLImageElement>();
  for (const address of wanted) {
    const image = new Image();
    image.src = await loadableUrl(address, canvas.ownerId);
    // A picture that cannot be loaded is left out, as on the device.
    await image.decode().then(
      () => images.set(address, image),
      () => undefined,
    );
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const context = canvas.fit();
  if (!reserve) context.clearRect(0, 0, canvas.canvasNode.width, canvas.canvasNode.height);
  context.save();
  for (const step of steps) step(context, images);
  context.restore();
}
