/** Attributes that every built-in tag and every component takes. */
const COMMON_ATTRIBUTES: ReadonlySet<string> = new Set(['id', 'class', 'style', 'hidden', 'slot', 'animation', 'role']);

/** Prefixes of attributes that mean something to the template language or to screen readers. */
const COMMON_PREFIXES =
  /^(wx:|data-|aria-|mark:|model:|change:|generic:|worklet:|slot:|bind:|catch:|mut-bind:|capture-bind:|capture-catch:|bind|catch)/;

/** Events that every tag sends. */
const COMMON_EVENTS: ReadonlySet<string> = new Set([
  'touchstart',
  'touchmove',
  'touchcancel',
  'touchend',
  'tap',
  'longpress',
  'longtap',
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
  'touchforcechange',
]);

/** The event that an attribute of a template binds: `bindtap`, `catch:tap`, `capture-bind:tap`; undefined for none. */
export function boundEvent(attribute: string): string | undefined {
  return /^(?:capture-bind:|capture-catch:|mut-bind:|(?:bind|catch):?)([a-zA-Z_][\w-]*)$/.exec(attribute)?.[1];
}

/** Whether an attribute needs no place in a tag's own list. */
export function isCommonAttribute(name: string): boolean {
  return COMMON_ATTRIBUTES.has(name) || COMMON_PREFIXES.test(name);
}

export function isCommonEvent(name: string): boolean {
  return COMMON_EVENTS.has(name);
}
