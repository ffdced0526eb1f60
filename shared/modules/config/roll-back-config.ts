import type { configRollback } from '../../contracts/config/rollback.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { settingNamed } from '../../contracts/settings.js';
import { configHistory, readValue, type StoredSetting } from '../../core/config/document.js';
import { Failure } from '../../core/failure.js';
import { changeConfig, settleHistory } from './change-config.js';

/**
 * Puts everything back as it was in an earlier version, as a new version. What the code no longer knows stays away.
 * @throws Failure CONFIG_VERSION_NOT_FOUND for a version that never was
 * @throws Failure INVALID_INPUT naming a setting whose value of then is not allowed any more
 * @throws Failure CONFIG_CHANGED when somebody else was faster
 */
export async function rollBackConfig(request: Parsed<typeof configRollback>): Promise<Output<typeof configRollback>> {
  const { version, to, why } = request;
  return { version: await changeConfig({ version, why, request, backTo: to, settings: () => settingsOf(to) }) };
}

async function settingsOf(version: number): Promise<StoredSetting[]> {
  if (version === 0) return [];
  await settleHistory();
  const [change] = await configHistory.find({ version }, { limit: 1 });
  if (!change) throw new Failure('CONFIG_VERSION_NOT_FOUND');
  return change.settings.filter(({ name, json }) => {
    const setting = settingNamed(name);
    if (setting) mustFit(setting, json);
    return setting !== undefined;
  });
}

function mustFit(setting: NonNullable<ReturnType<typeof settingNamed>>, json: string): void {
  if ('value' in readValue(setting, json)) return;
  const problem = `「${setting.title}」当时的值现在不再允许`;
  throw new Failure('INVALID_INPUT', { message: problem, fields: { to: problem } });
}
