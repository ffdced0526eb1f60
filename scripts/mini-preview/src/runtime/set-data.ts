import { component } from 'glass-easel-miniprogram-adapter';
import { fault } from './ui/faults.js';

/** Bytes that one `setData` may carry, as WeChat documents. */
const LIMIT = 1024 * 1024;

interface Caller {
  is: string;
  setData(data: Record<string, unknown>, done?: () => void): void;
}

/**
 * Holds `setData` to what WeChat takes: an object, values that survive the way to the view, at most 1 MB at once. Data
 * and components are new when it returns; the view follows, and the callback is called once it has.
 */
export function installDataRules(): void {
  const prototype = component.ComponentCaller.prototype as unknown as Caller;
  const setData = prototype.setData;
  prototype.setData = function (data, done) {
    if (typeof data !== 'object' || data === null || Array.isArray(data))
      throw new TypeError(`setData accepts an Object, but got ${data === null ? 'null' : typeof data}`);
    const isOwn = !this.is.startsWith('miniprogram_npm/');
    for (const [path, value] of isOwn ? Object.entries(data) : []) {
      if (value === undefined)
        fault(`${this.is}: setData of "${path}" to undefined is invalid; WeChat keeps what was there`);
      if (typeof value === 'function')
        fault(`${this.is}: setData of "${path}" to a function: it does not reach the view`);
    }
    const given = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
    const size = sizeOf(given);
    if (size > LIMIT) fault(`${this.is}: setData of ${Math.ceil(size / 1024)} KB; WeChat allows 1024 KB at once`);
    setData.call(this, given, done && (() => afterPaint(done)));
  };
}

/** What the data weighs on its way to the view, which takes it as JSON; counting stops to matter when it is small. */
function sizeOf(data: object): number {
  try {
    return JSON.stringify(data).length;
  } catch (error) {
    fault(`setData of what is no JSON: ${(error as Error).message}`);
    return 0;
  }
}

function afterPaint(done: () => void): void {
  requestAnimationFrame(() => setTimeout(done));
}
