import type { configSet } from '../../contracts/config/set.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { settingNamed } from '../../contracts/settings.js';
import type { StoredSetting } from '../../core/config/document.js';
import { Failure } from '../../core/failure.js';
import { parseValue } from '../../core/pipeline/input.js';
import { changeConfig } from './change-config.js';

/** Characters of JSON that one value may take: the document is read by every function. */
const LONGEST_VALUE = 10_000;

type Change = Parsed<typeof configSet>['changes'][number];

/**
 * Sets rules and flags, each checked by its own schema; live everywhere within five minutes.
 * @throws Failure INVALID_INPUT for a setting that there is not, twice the same, or a value that it does not take
 * @throws Failure CONFIG_CHANGED when somebody else was faster
 */
export async function setConfig(request: Parsed<typeof configSet>): Promise<Output<typeof configSet>> {
  const { version, why } = request;
  const changed = request.changes.map(storedSetting);
  const names = new Set(request.changes.map(({ name }) => name));
  if (names.size < request.changes.length) throw refusal('changes', '同一项设置不能出现两次');

  const settings = (present: readonly StoredSetting[]) => [
    ...present.filter(({ name }) => !names.has(name)),
    ...changed.filter((one) => one !== undefined),
  ];
  return { version: await changeConfig({ version, why, request, backTo: null, settings }) };
}

/** The setting as it is stored; undefined for one that goes back to its default. */
function storedSetting({ name, value }: Change, index: number): StoredSetting | undefined {
  const setting = settingNamed(name);
  if (!setting) throw refusal(`changes.${index}.name`, '没有这项设置');
  if (value === null) return undefined;
  const json = JSON.stringify(parseValue(setting.schema, value, ['changes', index, 'value']));
  if (json.length > LONGEST_VALUE) throw refusal(`changes.${index}.value`, `不能超过 ${LONGEST_VALUE} 个字符`);
  return { name, json };
}

function refusal(field: string, problem: string): Failure {
  return new Failure('INVALID_INPUT', { message: `${field}：${problem}`, fields: { [field]: problem } });
}
