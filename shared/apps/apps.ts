import type { App } from './app.js';
import { bazi } from './bazi.js';
import { ruizhu } from './ruizhu.js';

/** Every product. */
export const apps: readonly App[] = [ruizhu, bazi];

/** Whether the function `name` (`<module>-<action>`) belongs to the app. */
export function isPartOf(app: App, name: string): boolean {
  return app.modules.includes(name.slice(0, name.indexOf('-'))) || app.modules.includes(name);
}
