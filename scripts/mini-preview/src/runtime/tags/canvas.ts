import { Tag, type TagSupport } from './tag.js';

type CanvasNode = HTMLCanvasElement & Record<string, unknown>;

/**
 * A canvas: with `type="2d"` or `webgl` its node, got by a selector query, is drawn on as on the device; with a
 * `canvas-id` it is what `wx.createCanvasContext` draws on.
 */
export class WxCanvas extends Tag {
  static override readonly support: TagSupport = { attributes: 'type canvas-id disable-scroll', events: 'error' };

  #canvas!: CanvasNode;

  protected override draw(): void {
    const root = this.shadow(
      '<style>:host{display:block;width:300px;height:150px}:host([disable-scroll]){touch-action:none}canvas{display:block;width:100%;height:100%}</style><canvas></canvas>',
    );
    this.#canvas = root.querySelector('canvas')! as CanvasNode;
    Object.assign(this.#canvas, {
      createImage: () => new Image(),
      createImageData: (width: number, height: number) => new ImageData(width, height),
      createPath2D: (path?: string) => new Path2D(path),
      requestAnimationFrame: (draw: FrameRequestCallback) => requestAnimationFrame(draw),
      cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    });
    if (this.text('type') || this.text('canvas-id')) return;
    queueMicrotask(() => this.emit('error', { errMsg: 'canvas-id attribute is undefined' }));
  }

  /** What `fields({node: true})` answers. */
  get canvasNode(): HTMLCanvasElement {
    return this.#canvas;
  }

  /** Gives the canvas as many pixels as it has room; its coordinates are px of the page. */
  fit(): CanvasRenderingContext2D {
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.round(this.clientWidth * ratio), Math.round(this.clientHeight * ratio)];
    const context = this.#canvas.getContext('2d')!;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      Object.assign(this.#canvas, { width, height });
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }
}
