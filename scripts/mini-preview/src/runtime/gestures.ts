import { dispatch } from './backend.js';
import { pressEnd, pressStart } from './hover.js';
import { nodeOf, pageOrigin } from './node.js';

/** Milliseconds after which a press is long, as on the device. */
const LONG_PRESS = 350;
/** Pixels a finger may move while it still taps. */
const TAP_SLOP = 10;
/** Milliseconds within which a browser turns a lifted finger into a click. */
const CLICK_DELAY = 350;

/** Roles of plain elements that the keyboard presses. */
export const PRESSABLE: ReadonlySet<string> = new Set([
  'button',
  'link',
  'tab',
  'radio',
  'checkbox',
  'switch',
  'option',
]);

interface Point {
  identifier: number;
  clientX: number;
  clientY: number;
  pageX: number;
  pageY: number;
}

interface Contact {
  identifier: number;
  clientX: number;
  clientY: number;
}

/**
 * Turns touches, the mouse and the keyboard into `touchstart` … `touchend`, `longpress` and `tap`. A tap is the
 * browser's click, so that it is the same for finger, mouse, keyboard and test tools.
 */
export function listenToGestures(root: HTMLElement): void {
  listenToKeys(root);
  let longPress: ReturnType<typeof setTimeout> | undefined;
  let start: Contact | undefined;
  let suppressTap = false;
  let lastTouch = Number.NEGATIVE_INFINITY;
  let mouseTarget: EventTarget | null = null;

  function send(
    type: string,
    event: Event,
    target: EventTarget | null,
    contacts: Contact[],
    still: Contact[],
  ): boolean {
    const node = nodeOf(target);
    if (!node) return false;
    const origin = pageOrigin(target as Element);
    const scroll = (target as Element).closest('wx-page')?.scrollTop ?? 0;
    const place = (contact: Contact): Point => {
      const clientX = contact.clientX - origin.left;
      const clientY = contact.clientY - origin.top;
      return { identifier: contact.identifier, clientX, clientY, pageX: clientX, pageY: clientY + scroll };
    };
    const changedTouches = contacts.map(place);
    const first = changedTouches[0];
    const detail = first ? { x: first.pageX, y: first.pageY } : {};
    const fields = { touches: still.map(place), changedTouches };
    return dispatch(node, type, { detail, bubbles: true, fields, original: event });
  }

  function begin(event: Event, target: EventTarget | null, contact: Contact) {
    start = contact;
    suppressTap = false;
    pressStart(target as Element);
    clearTimeout(longPress);
    longPress = setTimeout(() => {
      const press = new CustomEvent('mp-longpress', { bubbles: true });
      target?.dispatchEvent(press);
      suppressTap = hears(target, 'longpress') || hears(target, 'longtap');
      send('longpress', event, target, [contact], [contact]);
      send('longtap', event, target, [contact], [contact]);
    }, LONG_PRESS);
  }
  function moved(contact: Contact) {
    if (!start || Math.hypot(contact.clientX - start.clientX, contact.clientY - start.clientY) <= TAP_SLOP) return;
    suppressTap = true;
    end();
  }
  function end() {
    clearTimeout(longPress);
    pressEnd();
  }
  /** The click that belongs to a contact follows it at once; one that comes later is another one's. */
  function lifted() {
    end();
    start = undefined;
    setTimeout(() => {
      suppressTap = false;
    }, CLICK_DELAY);
  }

  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    root.addEventListener(
      type,
      (event) => {
        lastTouch = performance.now();
        const contacts = [...event.changedTouches];
        if (type === 'touchstart') begin(event, event.target, contacts[0]!);
        else if (type === 'touchmove') moved(contacts[0]!);
        else lifted();
        const prevented = send(type, event, event.target, contacts, [...event.touches]);
        if (prevented && type === 'touchmove' && event.cancelable && !scrolls(event)) event.preventDefault();
      },
      { capture: true, passive: false },
    );
  }

  /** Browsers send mouse events after touches; Chromium says so, others are known by the time. */
  const byMouse = (event: MouseEvent & { sourceCapabilities?: { firesTouchEvents: boolean } | null }) =>
    event.button === 0 && !(event.sourceCapabilities?.firesTouchEvents ?? performance.now() - lastTouch < 1000);
  const asContact = (event: MouseEvent): Contact => ({ identifier: 0, clientX: event.clientX, clientY: event.clientY });
  root.addEventListener(
    'mousedown',
    (event) => {
      if (!byMouse(event)) return;
      mouseTarget = event.target;
      begin(event, event.target, asContact(event));
      send('touchstart', event, mouseTarget, [asContact(event)], [asContact(event)]);
    },
    { capture: true },
  );
  window.addEventListener('mousemove', (event) => {
    if (!mouseTarget) return;
    moved(asContact(event));
    send('touchmove', event, mouseTarget, [asContact(event)], [asContact(event)]);
  });
  window.addEventListener('mouseup', (event) => {
    if (!mouseTarget) return;
    lifted();
    send('touchend', event, mouseTarget, [asContact(event)], []);
    mouseTarget = null;
  });

  root.addEventListener(
    'click',
    (event) => {
      const target = event.target as Element;
      // A click without a pointer is the keyboard's; it belongs to no press or drag.
      if (suppressTap && event.detail > 0) suppressTap = false;
      else if (!target.closest('wx-button[disabled]')) {
        const contact = asContact(event);
        send('tap', event, target, [contact], []);
        target.dispatchEvent(new CustomEvent('mp-tap', { bubbles: true }));
      }
    },
    { capture: true },
  );
}

/** Enter and the space bar press what a template calls a button, link or choice. */
function listenToKeys(root: HTMLElement): void {
  root.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (event.key !== 'Enter' && event.key !== ' ') return;
    if (target.localName !== 'wx-view' && target.localName !== 'wx-text') return;
    if (!PRESSABLE.has(target.getAttribute('role') ?? '')) return;
    event.preventDefault();
    target.click();
  });
}

/** Whether the touch is inside of something that scrolls by itself: caught touches hold the page still, not that. */
function scrolls(event: TouchEvent): boolean {
  for (const at of event.composedPath()) {
    if (!(at instanceof HTMLElement) || at.localName === 'wx-page') return false;
    const { overflowX, overflowY } = getComputedStyle(at);
    const isScroller = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
    if (isScroller(overflowY) && at.scrollHeight > at.clientHeight) return true;
    if (isScroller(overflowX) && at.scrollWidth > at.clientWidth) return true;
  }
  return false;
}

function hears(target: EventTarget | null, type: string): boolean {
  for (let at = target as (Element & { __wxElement?: unknown }) | null; at; at = at.parentElement) {
    const node = at.__wxElement as { _$eventTarget?: { listeners: Record<string, unknown> } } | undefined;
    if (node?._$eventTarget?.listeners[type]) return true;
  }
  return false;
}
