import { Tag, type TagSupport } from './tag.js';
import { convertText } from './text-conversion.js';

/** Text that can be selected, keeps its blanks and decodes entities in what a template puts into it. */
export class WxText extends Tag {
  static override readonly support: TagSupport = { attributes: 'selectable user-select space decode' };

  readonly #shown = new WeakMap<Text, string>();
  #observer: MutationObserver | undefined;

  protected override changed(name: string): void {
    if (name !== 'space' && name !== 'decode') return;
    if (!this.#observer) {
      this.#observer = new MutationObserver(() => this.#convert());
      this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
    }
    this.#convert();
  }

  #convert(): void {
    const walker = document.createTreeWalker(this, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if (this.#shown.get(node) === node.data) continue;
      const converted = convertText(node.data, this.flag('decode'), this.text('space'));
      this.#shown.set(node, converted);
      if (node.data !== converted) node.data = converted;
    }
  }
}
