import { glassEasel } from 'glass-easel-miniprogram-adapter';

type Component = InstanceType<typeof glassEasel.Component>;

let waiting: Component[] = [];

/**
 * Runs `ready` of components once they have been laid out: glass-easel leaves that to its environment. It runs in the
 * frame after a component was attached, owners before what is in them, and before the page's onReady.
 */
export function installReady(): void {
  const prototype = glassEasel.Component.prototype as unknown as {
    triggerLifetime(this: Component, name: string, args: unknown[]): void;
  };
  const triggerLifetime = prototype.triggerLifetime;
  prototype.triggerLifetime = function (name, args) {
    triggerLifetime.call(this, name, args);
    if (name !== 'attached') return;
    if (waiting.length === 0) requestAnimationFrame(flush);
    waiting.push(this);
  };

  function flush() {
    const ready = waiting;
    waiting = [];
    for (const component of ready) {
      if (glassEasel.Element.isAttached(component)) triggerLifetime.call(component, 'ready', []);
    }
  }
}
