import type * as z from 'zod';
import type { SettingState } from '../../contracts/config/config.js';
import type { configGet } from '../../contracts/config/get.js';
import type { Output } from '../../contracts/contract.js';
import type { Json, Setting } from '../../contracts/setting.js';
import { settings } from '../../contracts/settings.js';
import { configs, readValue } from '../../core/config/document.js';

/** Every rule and flag with its present value, as the database has it now. */
export async function showConfig(): Promise<Output<typeof configGet>> {
  const present = await configs.get('current');
  const stored = new Map(present?.settings.map(({ name, json }) => [name, json]));
  return {
    version: present?.version ?? 0,
    settings: settings.map((setting) => stateOf(setting as Setting<Json>, stored.get(setting.name))),
  };
}

function stateOf(setting: Setting<Json>, json: string | undefined): z.output<typeof SettingState> {
  const { name, kind, title, unit, default: usual } = setting;
  const read = json === undefined ? { value: usual } : readValue(setting, json);
  return {
    name,
    kind,
    title,
    unit,
    value: ('value' in read ? read.value : usual) as never,
    default: usual as never,
    changed: json !== undefined,
    problem: 'problem' in read ? read.problem : null,
  };
}
