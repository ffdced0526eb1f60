import type { Contract } from '../../contracts/contract.js';
import { isOn } from '../config/config.js';
import { Failure } from '../failure.js';

/**
 * Lets the call through when the feature that it belongs to is on for who calls.
 * @throws Failure FEATURE_OFF
 */
export async function checkFlag({ flag }: Contract): Promise<void> {
  if (flag && !(await isOn(flag))) throw new Failure('FEATURE_OFF');
}
