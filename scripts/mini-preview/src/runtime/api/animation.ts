interface StepOptions {
  /** Milliseconds. */
  duration?: number;
  timingFunction?: string;
  /** Milliseconds. */
  delay?: number;
  transformOrigin?: string;
}

interface Step {
  styles: Record<string, string>;
  transforms: string[];
  options: StepOptions;
}

/** What the `animation` attribute of a tag takes. */
export interface ExportedAnimation {
  actions: Step[];
}

/** `wx.createAnimation`: records steps; `export` hands them to the `animation` attribute of a tag. */
export function createAnimation(defaults: StepOptions = {}): unknown {
  let steps: Step[] = [];
  let styles: Record<string, string> = {};
  let transforms: string[] = [];
  const length = (value: number | string) => (typeof value === 'number' ? `${value}px` : value);
  const animation: Record<string, unknown> = {
    step(options: StepOptions = {}) {
      steps.push({ styles, transforms, options: { ...defaults, ...options } });
      styles = {};
      transforms = [];
      return animation;
    },
    export(): ExportedAnimation {
      const exported = { actions: steps };
      steps = [];
      return exported;
    },
  };
  for (const name of ['opacity', 'backgroundColor']) {
    animation[name] = (value: unknown) => {
      styles[name] = String(value);
      return animation;
    };
  }
  for (const name of ['width', 'height', 'top', 'right', 'bottom', 'left']) {
    animation[name] = (value: number | string) => {
      styles[name] = length(value);
      return animation;
    };
  }
  for (const name of ['translateX', 'translateY', 'translateZ']) {
    animation[name] = (value: number | string) => {
      transforms.push(`${name}(${length(value)})`);
      return animation;
    };
  }
  animation.translate = (x: number | string, y: number | string = 0) => {
    transforms.push(`translate(${length(x)}, ${length(y)})`);
    return animation;
  };
  for (const name of ['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skewX', 'skewY']) {
    animation[name] = (angle: number) => {
      transforms.push(`${name}(${angle}deg)`);
      return animation;
    };
  }
  for (const name of ['scale', 'scaleX', 'scaleY', 'scaleZ']) {
    animation[name] = (...factors: number[]) => {
      transforms.push(`${name}(${factors.join(', ')})`);
      return animation;
    };
  }
  return animation;
}
