import { nodeOf, scopedClasses } from './node.js';

interface Pressed {
  element: Element;
  classes: string[];
  stay: number;
  timer: ReturnType<typeof setTimeout>;
}

let pressed: Pressed[] = [];

/** Gives what is pressed its `hover-class`, after `hover-start-time`; an ancestor too, unless propagation is stopped. */
export function pressStart(target: Element | null): void {
  pressEnd();
  for (let at = target; at; at = at.parentElement) {
    const isButton = at.localName === 'wx-button';
    const name =
      at.getAttribute('hover-class') ??
      (isButton ? 'button-hover' : at.localName === 'wx-navigator' ? 'navigator-hover' : null);
    if (!name || name === 'none' || at.hasAttribute('disabled')) continue;
    const element = at;
    const node = nodeOf(element);
    const isDefault = name === 'button-hover' || name === 'navigator-hover';
    const classes = isDefault || !node ? [name] : scopedClasses(node, name);
    const wait = Number(element.getAttribute('hover-start-time') || (isButton ? 20 : 50));
    const stay = Number(element.getAttribute('hover-stay-time') || (isButton ? 70 : 400));
    pressed.push({ element, classes, stay, timer: setTimeout(() => element.classList.add(...classes), wait) });
    if (element.hasAttribute('hover-stop-propagation')) break;
  }
}

/** Takes the `hover-class` away again, after `hover-stay-time`. */
export function pressEnd(): void {
  for (const { element, classes, stay, timer } of pressed) {
    clearTimeout(timer);
    setTimeout(() => element.classList.remove(...classes), stay);
  }
  pressed = [];
}
