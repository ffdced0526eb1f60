import { Utf8Reader } from './utf8';

/** One server-sent event. */
export interface ServerEvent {
  event: string;
  data: string;
}

/** Reads server-sent events (WHATWG HTML, 9.2) from pieces that are cut anywhere. */
export class EventReader {
  private readonly utf8 = new Utf8Reader();
  private text = '';

  /** The events that are whole with this piece. */
  take(data: ArrayBuffer): ServerEvent[] {
    this.text += this.utf8.take(data);
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    return blocks.map(eventOf).filter(({ data: told }) => told !== '');
  }
}

function eventOf(block: string): ServerEvent {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
  const valuesOf = (wanted: string) => fields.filter(([, name]) => name === wanted).map(([, , value = '']) => value);
  return { event: valuesOf('event')[0] ?? 'message', data: valuesOf('data').join('\n') };
}
