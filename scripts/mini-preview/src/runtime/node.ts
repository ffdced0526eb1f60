import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { convertUnits } from '../wxss/units.js';
import { playAnimation } from './animation.js';
import type { ExportedAnimation } from './api/animation.js';
import { PRESSABLE } from './gestures.js';
import { nameByGroup } from './group-name.js';
import { PLAIN_TAGS } from './tags/plain.js';
import { refuseMissing } from './tags/support.js';

/** A node of glass-easel's tree that stands for a DOM element. */
export type Node = InstanceType<typeof glassEasel.Element>;

/** A DOM element that takes attribute values as they are, objects included. */
export interface Receiver extends HTMLElement {
  receive(name: string, value: unknown): void;
}

interface Prototype {
  setNodeStyle(this: Node, style: string, index?: number): void;
  setDataset(this: Node, name: string, value: unknown): void;
  getBoundingClientRect(this: Node, done: (rect: Rect) => void): void;
  updateAttribute(this: Node, name: string, value: unknown): void;
}

interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The DOM element of a node. */
export function elementOf(node: Node): HTMLElement | undefined {
  return (node.getBackendElement() ?? undefined) as HTMLElement | undefined;
}

/** The node that a DOM element, or the nearest of its ancestors that has one, stands for. */
export function nodeOf(element: EventTarget | null): Node | undefined {
  for (let at = element as (Element & { __wxElement?: Node }) | null; at; at = at.parentElement) {
    if (at.__wxElement) return at.__wxElement;
  }
  return undefined;
}

/** The component in whose template a node stands. */
export function ownerOf(node: Node): InstanceType<typeof glassEasel.Component> | undefined {
  return node.ownerShadowRoot?.getHostNode();
}

/** Where a page's own coordinates begin in the browser's window: below the navigation bar. */
export function pageOrigin(element: Element | null): { left: number; top: number } {
  return element?.closest('.mp-view')?.getBoundingClientRect() ?? { left: 0, top: 0 };
}

/**
 * glass-easel leaves some of a node out of the DOM. What tests and style sheets look for there (id, `data-*`) is
 * written, `rpx` in inline styles is converted, built-in tags get their values unconverted, and rectangles are in the
 * page's coordinates.
 */
export function installNodeHooks(): void {
  const element = glassEasel.Element.prototype as unknown as Prototype;
  const native = glassEasel.NativeNode.prototype as unknown as Prototype;

  const setNodeStyle = element.setNodeStyle;
  element.setNodeStyle = function (style, index) {
    setNodeStyle.call(this, convertUnits(style), index);
  };

  const setDataset = element.setDataset;
  element.setDataset = function (name, value) {
    setDataset.call(this, name, value);
    const key = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (typeof value !== 'object') elementOf(this)?.setAttribute(`data-${key}`, String(value ?? ''));
  };

  const getBoundingClientRect = element.getBoundingClientRect;
  element.getBoundingClientRect = function (done) {
    const origin = pageOrigin(elementOf(this) ?? null);
    getBoundingClientRect.call(this, ({ left, top, width, height }) => {
      done({ left: left - origin.left, top: top - origin.top, width, height });
    });
  };

  const updateAttribute = native.updateAttribute;
  native.updateAttribute = function (name, value) {
    const target = elementOf(this);
    if (name === 'animation' && value) void playAnimation(this, value as ExportedAnimation);
    else if (name === 'aria-role' || name === 'role') setRole(target, String(value ?? ''));
    else if (target && 'receive' in target) (target as Receiver).receive(name, value);
    else if (name.startsWith('aria-') && (value === null || value === undefined)) target?.removeAttribute(name);
    else if (name.startsWith('aria-')) updateAttribute.call(this, name, String(value));
    else {
      refuseOnPlain(this, target, name, value);
      updateAttribute.call(this, name, value ?? false);
    }
  };

  const id = Object.getOwnPropertyDescriptor(element, 'id')!;
  Object.defineProperty(element, 'id', {
    ...id,
    set(this: Node, value: string) {
      id.set!.call(this, value);
      const target = elementOf(this);
      if (target) target.id = value;
    },
  });
}

/** Names what a tag that is a plain element does not do. */
function refuseOnPlain(node: Node, element: HTMLElement | undefined, name: string, value: unknown): void {
  const tag = element?.localName.replace(/^wx-/, '') ?? '';
  const support = PLAIN_TAGS[tag];
  if (support && !ownerOf(node)?.is.startsWith('miniprogram_npm/')) refuseMissing(tag, support, name, value);
}

const FIELDS: ReadonlySet<string> = new Set(['wx-input', 'wx-textarea']);

/** What is called a button, a link or a choice can be reached by keyboard. */
function setRole(element: HTMLElement | undefined, role: string): void {
  // What is typed into is inside of the tag, and says itself what it is.
  if (element && FIELDS.has(element.localName)) return;
  element?.setAttribute('role', role);
  if (!element || !PRESSABLE.has(role)) return;
  element.tabIndex = 0;
  nameByGroup(element);
}

/** Class names of the template a node stands in, as they are called in the DOM. */
export function scopedClasses(node: Node, names: string): string[] {
  const owner = ownerOf(node);
  const options = owner?.getComponentOptions();
  const manager = owner?.getRootBehavior().ownerSpace.styleScopeManager;
  const scopes = [options?.styleScope, options?.extraStyleScope].filter(
    (scope) => scope !== null && scope !== undefined,
  );
  const prefixes = scopes.map((scope) => manager?.queryName(scope) ?? '');
  return names
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((name) => prefixes.map((prefix) => (prefix ? `${prefix}--${name}` : name)));
}
