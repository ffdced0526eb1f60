import { pageOf } from '../page/current.js';
import { fault } from '../ui/faults.js';
import { pickFromColumns } from '../ui/picker-sheet.js';
import { columnsOf } from './picker-columns.js';
import { Tag, type TagSupport } from './tag.js';

/** Opens a sheet with the choices of its mode when it is tapped. */
export class WxPicker extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'header-text mode disabled range range-key value start end fields custom-item level name',
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
    let columns: ReturnType<typeof columnsOf>;
    try {
      columns = columnsOf(this);
    } catch (error) {
      fault((error as Error).message);
      return;
    }
    const page = pageOf(this);
    let close = () => {};
    const picked = await pickFromColumns({
      onOpen: (closeSheet) => {
        close = closeSheet;
        page?.onLeave.add(close);
      },
      title: this.text('header-text'),
      choices: columns.choices,
      selected: columns.selected,
      onMove: (column, value, all) => {
        const before = this.values.get('value');
        this.emit('columnchange', { column, value });
        if (this.text('mode') === 'multiSelector') {
          const next = columnsOf(this);
          return { choices: next.choices, selected: this.values.get('value') === before ? all : next.selected };
        }
        const next = columns.move?.(all);
        if (next) columns = next;
        return next;
      },
    });
    page?.onLeave.delete(close);
    if (!picked) this.emit('cancel', {});
    else {
      const value = columns.valueOf(picked);
      this.updateModel('value', value);
      this.emit('change', { value, ...columns.extra?.(picked) });
    }
  }
}
