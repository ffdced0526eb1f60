import { authSettings } from './auth/rules.js';
import { benefitSettings } from './benefit/rules.js';
import { costSettings } from './cost/rules.js';
import { noticeSettings } from './notice/rules.js';
import { orderSettings } from './order/rules.js';
import { readingSettings } from './reading/rules.js';
import type { Setting } from './setting.js';
import { shareSettings } from './share/rules.js';

/** All settings of Yunshu, of each module: what an operator sees, and what may be set. */
export const settings: readonly Setting[] = [
  ...authSettings,
  ...benefitSettings,
  ...costSettings,
  ...noticeSettings,
  ...orderSettings,
  ...readingSettings,
  ...shareSettings,
];

const byName: ReadonlyMap<string, Setting> = new Map(settings.map((setting) => [setting.name, setting]));

/** The setting called `name`, or undefined when there is none. */
export function settingNamed(name: string): Setting | undefined {
  return byName.get(name);
}
