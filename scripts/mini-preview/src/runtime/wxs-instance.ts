import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { elementOf, type Node, ownerOf, pageOrigin } from './node.js';

type Component = InstanceType<typeof glassEasel.Component>;
type Style = string | Record<string, string | number>;

/** Segments of a node's style and class that templates leave alone. */
const SEGMENT = 3;

const states = new WeakMap<Node, object>();
const styles = new WeakMap<Node, Record<string, string | number>>();

/** What WXS code gets for a component or node (`ownerInstance`, `event.instance`). */
class ComponentDescriptor {
  constructor(readonly _node: Node) {}

  selectComponent(selector: string): ComponentDescriptor | null {
    const found = this.#scope()?.querySelector(selector);
    return found ? new ComponentDescriptor(found) : null;
  }

  selectAllComponents(selector: string): ComponentDescriptor[] {
    return (this.#scope()?.querySelectorAll(selector) ?? []).map((node) => new ComponentDescriptor(node));
  }

  setStyle(style: Style): void {
    const merged = typeof style === 'string' ? style : { ...styles.get(this._node), ...style };
    if (typeof merged !== 'string') styles.set(this._node, merged);
    this._node.setNodeStyle(typeof merged === 'string' ? merged : cssText(merged), SEGMENT);
  }

  addClass(name: string): void {
    this._node.toggleNodeClass(name, true, SEGMENT);
  }

  removeClass(name: string): void {
    this._node.toggleNodeClass(name, false, SEGMENT);
  }

  hasClass(name: string): boolean {
    return this._node.classList?.contains(name) ?? false;
  }

  getDataset(): Record<string, unknown> {
    return this._node.dataset;
  }

  getState(): object {
    const state = states.get(this._node) ?? {};
    states.set(this._node, state);
    return state;
  }

  callMethod(name: string, detail?: unknown): void {
    const host = glassEasel.Component.isComponent(this._node) ? this._node : ownerOf(this._node);
    const caller = host?.getMethodCaller() as unknown as Record<string, ((detail: unknown) => void) | undefined>;
    caller?.[name]?.(detail);
  }

  triggerEvent(name: string, detail?: unknown, options?: object): void {
    this._node.triggerEvent(name, detail, options);
  }

  requestAnimationFrame(draw: () => void): void {
    requestAnimationFrame(draw);
  }

  setTimeout(run: () => void, ms: number): ReturnType<typeof setTimeout> {
    return setTimeout(run, ms);
  }

  clearTimeout(timer: ReturnType<typeof setTimeout>): void {
    clearTimeout(timer);
  }

  getBoundingClientRect(): object {
    const element = elementOf(this._node);
    if (!element) return {};
    const { left, top, width, height } = element.getBoundingClientRect();
    const origin = pageOrigin(element);
    return { left: left - origin.left, top: top - origin.top, width, height };
  }

  getComputedStyle(names: string[]): Record<string, string> {
    const element = elementOf(this._node);
    const computed = element && getComputedStyle(element);
    return Object.fromEntries(names.map((name) => [name, computed?.getPropertyValue(name) ?? '']));
  }

  #scope() {
    const component = glassEasel.Component.isComponent(this._node) ? (this._node as Component) : undefined;
    return component?.getShadowRoot() ?? this._node.ownerShadowRoot;
  }
}

function cssText(style: Record<string, string | number>): string {
  return Object.entries(style)
    .map(([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value}`)
    .join(';');
}

/** A node, or the object that a component's code knows as `this`. */
function describe(target: unknown): ComponentDescriptor {
  const node = (target as { _$?: Node })._$ ?? (target as Node);
  return new ComponentDescriptor(node);
}

const answers = new WeakMap<object, unknown>();

/** What the page's handler of an event returned; an `<input>` takes that as its text. */
export function answerOf(detail: object): unknown {
  return answers.get(detail);
}

type Change = (value: unknown, before: unknown, owner: unknown, instance: unknown) => void;
interface Handler {
  (this: unknown, event: object, owner?: ComponentDescriptor): boolean | undefined;
  /** Set by the build on what WXS modules export. */
  isWxs?: boolean;
}

/** How the compiled templates call what they find in WXS modules; JavaScript handlers are called as ever. */
export const wxsCalls = {
  /** A `change:property` listener of a WXS module; called once the tree it may ask for is complete. */
  change(listener: Change): Change {
    return (value, before, owner, instance) => {
      queueMicrotask(() => listener(value, before, describe(owner), describe(instance)));
    };
  },

  event(caller: unknown, event: { currentTarget: unknown }, handler: Handler): boolean | undefined {
    if (!handler.isWxs) {
      const answer = handler.call(caller, event);
      const { detail } = event as { detail?: unknown };
      if (answer !== undefined && typeof detail === 'object' && detail !== null) answers.set(detail, answer);
      return answer;
    }
    const described = Object.create(event, { instance: { value: describe(event.currentTarget) } }) as object;
    return handler.call(caller, described, describe(caller));
  },
};
