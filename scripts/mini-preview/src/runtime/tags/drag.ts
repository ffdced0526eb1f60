/** How far a drag has come, in px, and how fast it is, in px per ms. */
export interface Drag {
  dx: number;
  dy: number;
  speedX: number;
  speedY: number;
}

export interface DragListener {
  /** The way in which a drag counts; movement mainly in the other one is left to the browser. */
  axis(): 'x' | 'y' | 'both' | 'none';
  start?(): void;
  move(drag: Drag): void;
  end?(drag: Drag): void;
  /** Whether fingers are followed by touch events: they go on while the browser scrolls, pointer events do not. */
  watchesTouches?: boolean;
}

/** Pixels after which a finger drags, and does not tap. */
const SLOP = 5;

interface Contact {
  x: number;
  y: number;
  at: number;
}

/** Follows one finger, or the mouse, from where it is put down on an element. */
export function drag(element: HTMLElement, listener: DragListener): void {
  if (listener.watchesTouches) followTouches(element, new Tracker(listener));
  else followPointer(element, new Tracker(listener));
}

/** One drag after the other: when it begins, how far it is, when it ends. */
class Tracker {
  readonly #now: Drag = { dx: 0, dy: 0, speedX: 0, speedY: 0 };
  #from: Contact | undefined;
  #last: Contact | undefined;
  #isDragging = false;

  constructor(readonly listener: DragListener) {}

  /** @returns whether this contact is followed */
  down(contact: Contact): boolean {
    if (this.#from || this.listener.axis() === 'none') return false;
    this.#from = contact;
    this.#last = contact;
    this.#isDragging = false;
    Object.assign(this.#now, { dx: 0, dy: 0, speedX: 0, speedY: 0 });
    return true;
  }

  /** @returns whether it is still followed */
  move(contact: Contact): boolean {
    if (!this.#from || !this.#last) return false;
    const passed = Math.max(1, contact.at - this.#last.at);
    const dx = contact.x - this.#from.x;
    const dy = contact.y - this.#from.y;
    const speedX = (contact.x - this.#last.x) / passed;
    Object.assign(this.#now, { dx, dy, speedX, speedY: (contact.y - this.#last.y) / passed });
    this.#last = contact;
    if (!this.#isDragging) {
      if (Math.hypot(dx, dy) < SLOP) return true;
      const axis = this.listener.axis();
      if (axis !== 'both' && (axis === 'x') !== Math.abs(dx) >= Math.abs(dy)) {
        this.#from = undefined;
        return false;
      }
      this.#isDragging = true;
      this.listener.start?.();
    }
    this.listener.move(this.#now);
    return true;
  }

  up(at: number): void {
    const wasDragging = this.#from !== undefined && this.#isDragging;
    // A finger that has rested before it was lifted throws nothing.
    if (this.#last && at - this.#last.at > 100) Object.assign(this.#now, { speedX: 0, speedY: 0 });
    this.#from = undefined;
    this.#isDragging = false;
    if (wasDragging) this.listener.end?.(this.#now);
  }
}

function followPointer(element: HTMLElement, tracker: Tracker): void {
  let pointer = 0;
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !tracker.down(contactOf(event))) return;
    pointer = event.pointerId;
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', up);
  });
  const move = (event: PointerEvent) => {
    if (event.pointerId === pointer && !tracker.move(contactOf(event))) release();
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return;
    release();
    tracker.up(event.timeStamp);
  };
  const release = () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', up);
  };
}

function followTouches(element: HTMLElement, tracker: Tracker): void {
  const follow = (event: TouchEvent) => {
    const touch = event.touches[0];
    if (!touch) return tracker.up(event.timeStamp);
    const contact = { x: touch.clientX, y: touch.clientY, at: event.timeStamp };
    if (event.type === 'touchstart') tracker.down(contact);
    else tracker.move(contact);
  };
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const)
    element.addEventListener(type, follow, { passive: true });
}

const contactOf = (event: PointerEvent): Contact => ({ x: event.clientX, y: event.clientY, at: event.timeStamp });
