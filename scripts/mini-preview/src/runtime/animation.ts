import { component, type glassEasel } from 'glass-easel-miniprogram-adapter';
import type { ExportedAnimation } from './api/animation.js';
import { elementOf, type Node } from './node.js';

/** The segment of a node's style that is kept for animations. */
const SEGMENT = 2;
const playing = new WeakMap<Node, symbol>();

/** Plays what `wx.createAnimation().export()` gave, one step after the other; a new animation ends the one before. */
export async function playAnimation(node: Node, { actions = [] }: Partial<ExportedAnimation>): Promise<void> {
  const run = Symbol('animation');
  playing.set(node, run);
  for (const { styles, transforms, options } of actions) {
    if (playing.get(node) !== run) return;
    const { duration = 400, timingFunction = 'linear', delay = 0, transformOrigin = '50% 50% 0' } = options;
    const declarations = Object.entries(styles).map(([name, value]) => `${kebab(name)}:${value}`);
    if (transforms.length > 0) declarations.push(`transform:${transforms.join(' ')}`);
    const timing = `transition:all ${duration}ms ${timingFunction} ${delay}ms;transform-origin:${transformOrigin}`;
    await nextFrame();
    node.setNodeStyle([timing, ...declarations].join(';'), SEGMENT);
    await new Promise((resolve) => setTimeout(resolve, duration + delay));
  }
}

interface Caller {
  _$: InstanceType<typeof glassEasel.Component>;
}

type KeyFrame = Record<string, unknown> & { offset?: number; ease?: string };

/** Properties of a key frame that make up `transform`; angles in degrees, lengths in px. */
const TRANSFORMS: Record<string, string> = {
  translateX: 'px',
  translateY: 'px',
  translateZ: 'px',
  rotate: 'deg',
  rotateX: 'deg',
  rotateY: 'deg',
  rotateZ: 'deg',
  skewX: 'deg',
  skewY: 'deg',
  scaleX: '',
  scaleY: '',
};

/** Gives pages and components `this.animate` and `this.clearAnimation`. */
export function installAnimate(): void {
  Object.assign(component.ComponentCaller.prototype, {
    animate(this: Caller, selector: string, frames: KeyFrame[], duration: number, done?: () => void) {
      const animations = elementsOf(this, selector).map((element) =>
        element.animate(frames.map(toKeyframe), { duration, fill: 'forwards' }),
      );
      void Promise.all(animations.map((animation) => animation.finished)).then(() => done?.());
    },
    clearAnimation(this: Caller, selector: string, options?: object | (() => void), done?: () => void) {
      for (const element of elementsOf(this, selector))
        for (const animation of element.getAnimations()) animation.cancel();
      (typeof options === 'function' ? options : done)?.();
    },
  });
}

function elementsOf(caller: Caller, selector: string): HTMLElement[] {
  const nodes = caller._$.getShadowRoot()?.querySelectorAll(selector) ?? [];
  return nodes.map(elementOf).filter((element) => element !== undefined);
}

function toKeyframe({ ease, offset, scale, ...frame }: KeyFrame): Keyframe {
  const keyframe: Record<string, string | number> = {};
  const transforms: string[] = [];
  if (Array.isArray(scale)) transforms.push(`scale(${scale.join(',')})`);
  for (const [name, value] of Object.entries(frame)) {
    const unit = TRANSFORMS[name];
    if (unit === undefined) keyframe[name] = value as string;
    else transforms.push(`${name}(${typeof value === 'number' ? value + unit : String(value)})`);
  }
  if (transforms.length > 0) keyframe.transform = transforms.join(' ');
  return { ...keyframe, ...(ease && { easing: ease }), ...(offset !== undefined && { offset }) };
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
