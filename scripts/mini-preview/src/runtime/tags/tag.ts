import type { TagSupport } from '../../catalog/support.js';
import { dispatch } from '../backend.js';
import { type Node, nodeOf, ownerOf, pageOrigin, scopedClasses } from '../node.js';
import { refuseMissing } from './support.js';

export type { TagSupport };

/**
 * A built-in tag of WXML. It takes the values that templates bind (of any type), keeps those a style sheet may ask for
 * as attributes, and sends its events into the mini-program's tree. What it draws itself is in a shadow tree, so that
 * the page's own children stay in place.
 */
export abstract class Tag extends HTMLElement {
  /** What it does of what WeChat documents; nothing else may be sent or is promised. */
  static readonly support: TagSupport = {};

  readonly values = new Map<string, unknown>();
  /** Listeners of `model:` bindings, by name of the value. */
  onModelChange?: Map<string, (value: unknown) => void>;
  #isDrawn = false;

  /** Called for every value a template sets. */
  receive(name: string, value: unknown): void {
    this.values.set(name, value);
    this.#refuse(name, value);
    if (value === false || value === undefined || value === null) super.removeAttribute(name);
    else if (typeof value !== 'object' && this.reflects(name))
      super.setAttribute(name, value === true ? '' : String(value));
    if (this.#isDrawn) this.changed(name);
  }

  connectedCallback(): void {
    if (this.#isDrawn) return;
    this.#isDrawn = true;
    this.draw();
    for (const name of this.values.keys()) this.changed(name);
  }

  /** Whether a value is also an attribute of the tag; what an inner element carries must not be found twice. */
  protected reflects(_name: string): boolean {
    return true;
  }

  /** Builds what the tag shows, once, when it first stands in the page. */
  protected draw(): void {}

  /** Called when a value has changed, and for every value once after `draw`. */
  protected changed(_name: string): void {}

  text(name: string, otherwise = ''): string {
    const value = this.values.get(name);
    return value === undefined || value === null ? otherwise : String(value);
  }

  number(name: string, otherwise: number): number {
    const value = Number.parseFloat(this.text(name));
    return Number.isNaN(value) ? otherwise : value;
  }

  /** A boolean as templates understand it: any text but the empty one is true. */
  flag(name: string, otherwise = false): boolean {
    return this.values.has(name) ? Boolean(this.values.get(name)) : otherwise;
  }

  list(name: string): unknown[] {
    const value = this.values.get(name);
    return Array.isArray(value) ? value : [];
  }

  get node(): Node | undefined {
    return nodeOf(this);
  }

  /** Id of the page or component in whose template the tag stands. */
  get ownerId(): string {
    return (this.node && ownerOf(this.node)?.is) ?? '';
  }

  /** Called for every event that a template listens to. */
  heard(event: string): void {
    this.#refuse(event, true);
  }

  #refuse(name: string, value: unknown): void {
    if (this.ownerId.startsWith('miniprogram_npm/')) return;
    refuseMissing(this.localName.slice(3), (this.constructor as typeof Tag).support, name, value);
  }

  /** Sends an event from this tag. Like all events of built-in tags except touches it does not bubble. */
  emit(type: string, detail: unknown = {}, bubbles = false): void {
    if (this.node) dispatch(this.node, type, { detail, bubbles });
  }

  /** Tells a `model:` binding of a value that the person has changed. */
  updateModel(name: string, value: unknown): void {
    this.values.set(name, value);
    this.onModelChange?.get(name)?.(value);
  }

  /** Class names from a template, as they are called in the DOM. */
  classes(names: string): string[] {
    return this.node ? scopedClasses(this.node, names) : [];
  }

  /** Top left corner of the page's own coordinates. */
  get origin(): { left: number; top: number } {
    return pageOrigin(this);
  }

  protected shadow(html: string): ShadowRoot {
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = html;
    return root;
  }
}

/** A tag that holds a value a form collects. */
export interface FormControl extends HTMLElement {
  readonly formValue: unknown;
  resetValue(): void;
}

export function isFormControl(element: Element): element is FormControl & Tag {
  return 'formValue' in element && 'resetValue' in element;
}
