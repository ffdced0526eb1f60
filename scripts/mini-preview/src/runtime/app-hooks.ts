/** Calls a life-cycle function of the app if it has one. */
export function callAppHook(app: Record<string, unknown> | undefined, name: string, ...args: unknown[]): unknown {
  const hook = app?.[name];
  return typeof hook === 'function' ? hook.apply(app, args) : undefined;
}
