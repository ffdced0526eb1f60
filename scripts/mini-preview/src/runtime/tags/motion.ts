/** `easing-function` → the share of the way made after a share of the time. */
const EASINGS: Record<string, (time: number) => number> = {
  default: (time) => 1 - (1 - time) ** 3,
  linear: (time) => time,
  easeInCubic: (time) => time ** 3,
  easeOutCubic: (time) => 1 - (1 - time) ** 3,
  easeInOutCubic: (time) => (time < 0.5 ? 4 * time ** 3 : 1 - (2 - 2 * time) ** 3 / 2),
};

/** A number that moves from frame to frame. */
export class Motion {
  #value = 0;
  #run = 0;
  #isMoving = false;

  constructor(readonly apply: (value: number) => void) {}

  get isMoving(): boolean {
    return this.#isMoving;
  }

  /** Puts the number somewhere at once. */
  jump(value: number): void {
    this.#run += 1;
    this.#isMoving = false;
    this.#value = value;
    this.apply(value);
  }

  /** Stops where it is, and answers where that is. */
  stop(): number {
    this.#run += 1;
    this.#isMoving = false;
    return this.#value;
  }

  /** Moves; resolves with true when it has arrived, with false when another move came first. */
  async run(to: number, milliseconds: number, easing: string): Promise<boolean> {
    this.#run += 1;
    const run = this.#run;
    const from = this.#value;
    const ease = EASINGS[easing] ?? EASINGS.default!;
    const started = performance.now();
    this.#isMoving = true;
    for (let time = 0; time < 1 && run === this.#run; ) {
      await nextFrame();
      if (run !== this.#run) break;
      time = milliseconds > 0 ? Math.min(1, (performance.now() - started) / milliseconds) : 1;
      this.#value = from + (to - from) * ease(time);
      this.apply(this.#value);
    }
    if (run !== this.#run) return false;
    this.#isMoving = false;
    return true;
  }
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
