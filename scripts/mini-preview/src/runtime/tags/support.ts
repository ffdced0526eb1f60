import { missingOf, type TagSupport } from '../../catalog/support.js';
import { fault } from '../ui/faults.js';

/**
 * Names, in page and console, an attribute or event that WeChat documents for a tag and the preview does not have. An
 * attribute without value asks for nothing.
 */
export function refuseMissing(tag: string, support: TagSupport, name: string, value: unknown): void {
  if (value === undefined || value === null || value === false || value === '') return;
  if (missingOf(tag, support).has(name)) fault(`<${tag} ${name}> is not supported by the preview`);
}
