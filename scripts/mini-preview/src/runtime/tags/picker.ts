import { pickFromColumns } from '../ui/picker-sheet.js';
import { columnsOf } from './picker-columns.js';
import { Tag, type TagSupport } from './tag.js';

/** Opens a sheet with the choices of its mode when it is tapped. */
export class WxPicker extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'header-text mode disabled range range-key value start end fields name',
    events: 'change columnchange cancel',
  };

  protected override draw(): void {
    this.addEventListener('mp-tap', () => void this.activate());
  }

  get formValue(): unknown {
    return this.values.get('value') ?? (this.text('mode', 'selector') === 'selector' ? 0 : '');
  }

  resetValue(): void {
    this.values.delete('value');
  }

  async activate(): Promise<void> {
    if (this.flag('disabled')) return;
    const columns = columnsOf(this);
    const given = this.values.get('value');
    const picked = await pickFromColumns({
      title: this.text('header-text'),
      choices: columns.choices,
      selected: columns.selected,
      onMove: (column, value, all) => {
        this.emit('columnchange', { column, value });
        const next = columns.move?.(all);
        const isSetByPage = this.values.get('value') !== given;
        return next && { choices: next.choices, selected: isSetByPage ? next.selected : all };
      },
    });
    if (!picked) this.emit('cancel', {});
    else {
      const value = columns.valueOf(picked);
      this.updateModel('value', value);
      this.emit('change', { value, ...columns.extra?.(picked) });
    }
  }
}
