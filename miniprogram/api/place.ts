/** Modules that the deployment has packed into one function each, separated by commas; the build writes the list here. */
declare const YUNSHU_PACKED: string | undefined;

/** Where an action is called: its own function, or its module's, which is told the action. */
export function placeOf(action: string): { name: string; extra: { $action?: string } } {
  const packed = typeof YUNSHU_PACKED === 'string' ? YUNSHU_PACKED.split(',') : [];
  const module = packed.find((one) => one !== '' && action.startsWith(`${one}-`));
  return module === undefined ? { name: action, extra: {} } : { name: module, extra: { $action: action } };
}
