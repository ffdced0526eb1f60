type Listener = (...args: unknown[]) => void;

/** The channel between a page and the page it opened; each side hears what the other emits. */
export class EventChannel {
  readonly #listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  #peer: EventChannel | undefined;

  /** Makes the two ends of one channel. */
  static pair(): [EventChannel, EventChannel] {
    const opener = new EventChannel();
    const opened = new EventChannel();
    opener.#peer = opened;
    opened.#peer = opener;
    return [opener, opened];
  }

  emit(name: string, ...args: unknown[]): void {
    if (this.#peer) this.#peer.#receive(name, args);
  }

  on(name: string, listener: Listener): void {
    this.#add(name, listener, false);
  }

  once(name: string, listener: Listener): void {
    this.#add(name, listener, true);
  }

  off(name: string, listener?: Listener): void {
    const rest = listener ? (this.#listeners.get(name) ?? []).filter((entry) => entry.listener !== listener) : [];
    this.#listeners.set(name, rest);
  }

  #add(name: string, listener: Listener, once: boolean): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, once }]);
  }

  #receive(name: string, args: unknown[]): void {
    const entries = this.#listeners.get(name) ?? [];
    this.#listeners.set(
      name,
      entries.filter((entry) => !entry.once),
    );
    for (const { listener } of entries) listener(...args);
  }
}
