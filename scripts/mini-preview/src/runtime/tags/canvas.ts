import { fault } from '../ui/faults.js';
import { Tag, type TagSupport } from './tag.js';

type CanvasNode = HTMLCanvasElement & Record<string, unknown>;

/** `<canvas type="2d">`: its node, got by a selector query, is drawn on as on the device. */
export class WxCanvas extends Tag {
  static override readonly support: TagSupport = { attributes: 'type' };

  #canvas!: CanvasNode;

  protected override draw(): void {
    const root = this.shadow(
      '<style>:host{display:block;width:300px;height:150px}canvas{display:block;width:100%;height:100%}</style><canvas></canvas>',
    );
    this.#canvas = root.querySelector('canvas')! as CanvasNode;
    Object.assign(this.#canvas, {
      createImage: () => new Image(),
      createImageData: (width: number, height: number) => new ImageData(width, height),
      createPath2D: (path?: string) => new Path2D(path),
      requestAnimationFrame: (draw: FrameRequestCallback) => requestAnimationFrame(draw),
      cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    });
    if (this.text('type') !== '2d' && this.text('type') !== 'webgl')
      fault('<canvas> without type="2d" is not supported by the preview');
  }

  /** What `fields({node: true})` answers. */
  get canvasNode(): HTMLCanvasElement {
    return this.#canvas;
  }
}
