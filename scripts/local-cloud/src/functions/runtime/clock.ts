/**
 * Makes `Date` of this thread tell the virtual time: `new Date()`, `Date()`, `Date.now()` and formatting without a date.
 * Timers and `performance.now()` stay real.
 * @param ahead milliseconds that the virtual clock is ahead of the machine's
 */
export function shiftDate(ahead: () => number): void {
  const RealDate = Date;
  const now = () => RealDate.now() + ahead();

  function VirtualDate(this: unknown, ...args: []): unknown {
    if (!new.target) return new RealDate(now()).toString();
    const target = new.target === (VirtualDate as unknown) ? RealDate : new.target;
    return Reflect.construct(RealDate, args.length === 0 ? [now()] : args, target);
  }
  // One prototype for both, so that dates made inside of Node are instances of this one too.
  const own = Object.getOwnPropertyDescriptors(RealDate);
  Object.defineProperties(VirtualDate, { ...own, now: { ...own.now, value: () => Math.floor(now()) } });
  Object.defineProperty(RealDate.prototype, 'constructor', {
    value: VirtualDate,
    writable: true,
    configurable: true,
  });
  globalThis.Date = VirtualDate as unknown as DateConstructor;
  shiftFormatting(now);
}

function shiftFormatting(now: () => number): void {
  const { prototype } = Intl.DateTimeFormat;
  const { format } = Object.getOwnPropertyDescriptors(prototype);
  const realFormat = format!.get!;
  Object.defineProperty(prototype, 'format', {
    ...format,
    get(this: Intl.DateTimeFormat) {
      const real = realFormat.call(this) as Intl.DateTimeFormat['format'];
      return (date?: Date | number) => real(date ?? now());
    },
  });
  const { formatToParts } = prototype;
  prototype.formatToParts = function (date) {
    return formatToParts.call(this, date ?? now());
  };
}
