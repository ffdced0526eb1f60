import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { listenToGestures } from './gestures.js';
import { type Node, nodeOf } from './node.js';
import { matchesScreen, type ScreenWish } from './screen-match.js';
import type { Tag } from './tags/tag.js';

type DomElement = Parameters<typeof glassEasel.CurrentWindowBackendContext.prototype.setListenerStats>[0];

/** DOM events that a template may listen to as they are. All others come from gestures and from the built-in tags. */
const DOM_EVENTS = new Set(['transitionend', 'animationstart', 'animationiteration', 'animationend']);

export interface EventParts {
  detail: unknown;
  bubbles: boolean;
  /** Fields beside `detail`: `touches`, `changedTouches`. */
  fields?: Record<string, unknown>;
  original?: Event;
}

/** Sends an event through the mini-program's tree; returns whether a handler stopped its default. */
export function dispatch(target: Node, type: string, { detail, bubbles, fields, original }: EventParts): boolean {
  const event = new glassEasel.Event(type, detail, {
    bubbles,
    composed: bubbles,
    capturePhase: true,
    ...(fields && { extraFields: fields }),
    ...(original && { originalEvent: original }),
  });
  glassEasel.Event.dispatchEvent(target, event);
  return event.defaultPrevented();
}

/** Draws glass-easel's tree into this document, and turns what a person does into the events of a mini-program. */
export class BrowserBackend extends glassEasel.CurrentWindowBackendContext {
  readonly #listening = new WeakMap<object, Set<string>>();

  /** The page in sight; windows are measured by it. */
  view: HTMLElement | undefined;

  override onEvent(): void {
    listenToGestures(document.body);
  }

  override setListenerStats(element: DomElement, type: string): void {
    if (!element) return;
    if ('heard' in element) (element as unknown as Tag).heard(type);
    if (!DOM_EVENTS.has(type)) return;
    const types = this.#listening.get(element) ?? new Set();
    this.#listening.set(element, types);
    if (types.has(type)) return;
    types.add(type);
    element.addEventListener(type, (event: Event) => {
      if (event.target !== (element as unknown)) return;
      const node = nodeOf(event.target);
      if (node) dispatch(node, type, { detail: {}, bubbles: true, original: event });
    });
  }

  override setModelBindingStat(element: DomElement, name: string, listener: ((value: unknown) => void) | null): void {
    const target = element as unknown as HTMLElement & { onModelChange?: Map<string, (value: unknown) => void> };
    if (!('receive' in target)) throw new Error(`model:${name} is not possible on <${element.tagName.toLowerCase()}>`);
    target.onModelChange ??= new Map();
    if (listener) target.onModelChange.set(name, listener);
    else target.onModelChange.delete(name);
  }

  override getWindowWidth(): number {
    return this.view?.clientWidth ?? super.getWindowWidth();
  }

  override getWindowHeight(): number {
    return this.view?.clientHeight ?? super.getWindowHeight();
  }

  /** glass-easel's own asks for an orientation even where none was given. */
  override createMediaQueryObserver(wanted: ScreenWish, listener: (answer: { matches: boolean }) => void) {
    let last: boolean | undefined;
    const look = () => {
      const matches = matchesScreen(wanted, window.innerWidth, window.innerHeight);
      if (matches === last) return;
      last = matches;
      listener({ matches });
    };
    setTimeout(look);
    window.addEventListener('resize', look);
    return { disconnect: () => window.removeEventListener('resize', look) };
  }

  override createIntersectionObserver(
    ...[target, relative, margin, thresholds, listener]: Parameters<
      typeof glassEasel.CurrentWindowBackendContext.prototype.createIntersectionObserver
    >
  ) {
    const page = (target as unknown as HTMLElement).closest('wx-page') as unknown as typeof relative;
    return super.createIntersectionObserver(target, relative ?? page, margin, thresholds, listener);
  }
}
