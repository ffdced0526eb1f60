import { Tag, type TagSupport } from './tag.js';

/** Type → default colour and shape; `line` is drawn in white on the disc, `stroke` in the colour itself. */
const ICONS: Record<string, [string, string]> = {
  success: ['#07c160', '<circle cx="12" cy="12" r="11"/><path d="M7 12.5l3.5 3.5L17 8.5" class="line"/>'],
  success_no_circle: ['#07c160', '<path d="M4 12.5l5 5L20 6.5" class="stroke"/>'],
  info: ['#10aeff', '<circle cx="12" cy="12" r="11"/><path d="M12 10.5v7M12 6.5v1.5" class="line"/>'],
  warn: ['#fa5151', '<circle cx="12" cy="12" r="11"/><path d="M12 6v7.5M12 16v1.5" class="line"/>'],
  waiting: ['#10aeff', '<circle cx="12" cy="12" r="11"/><path d="M12 6.5V12.5l4 2.5" class="line"/>'],
  cancel: [
    '#fa5151',
    '<circle cx="12" cy="12" r="10" class="stroke"/><path d="M8.5 8.5l7 7M15.5 8.5l-7 7" class="stroke"/>',
  ],
  download: ['#07c160', '<path d="M12 3v11M7 10l5 5 5-5M4 20h16" class="stroke"/>'],
  search: [
    '#b2b2b2',
    '<circle cx="10.5" cy="10.5" r="6.5" class="stroke"/><path d="M15.5 15.5L21 21" class="stroke"/>',
  ],
  clear: ['#b2b2b2', '<circle cx="12" cy="12" r="11"/><path d="M8.5 8.5l7 7M15.5 8.5l-7 7" class="line"/>'],
};

export class WxIcon extends Tag {
  static override readonly support: TagSupport = { attributes: 'type size color' };

  protected override draw(): void {
    this.shadow(`<style>:host{display:inline-block;vertical-align:middle}svg{display:block}
.line,.stroke{fill:none;stroke-width:2;stroke:#fff}.stroke{stroke:currentColor}</style>
<svg viewBox="0 0 24 24" fill="currentColor"></svg>`);
    this.changed();
  }

  protected override changed(): void {
    const [color, shape] = ICONS[this.text('type', 'success')] ?? ICONS.success!;
    const svg = this.shadowRoot!.querySelector('svg')!;
    const size = this.number('size', 23);
    svg.innerHTML = shape;
    svg.setAttribute('width', String(size));
    svg.setAttribute('height', String(size));
    svg.style.color = this.text('color', color);
  }
}
