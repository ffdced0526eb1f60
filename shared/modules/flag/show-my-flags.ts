import type { Output, Parsed } from '../../contracts/contract.js';
import type { flagMine } from '../../contracts/flag/mine.js';
import type { Flag } from '../../contracts/setting.js';
import { settingNamed } from '../../contracts/settings.js';
import { isOn } from '../../core/config/config.js';

/** The flags among `names` that are on for who asks. */
export async function showMyFlags({ names }: Parsed<typeof flagMine>): Promise<Output<typeof flagMine>> {
  const known = [...new Set(names)].map(settingNamed).filter((setting) => setting?.kind === 'flag') as Flag[];
  const answers = await Promise.all(known.map(isOn));
  return { on: known.filter((_, place) => answers[place]).map(({ name }) => name) };
}
