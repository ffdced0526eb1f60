import { referredName, resolve } from '../../scripts/lib/contracts/json-schema.js';
import type { TestedAction } from './actions.js';

/** Ids of what anybody may look at. */
const PUBLIC_IDS = new Set(['SpuId', 'SkuId', 'RequestId']);

/** The fields of an action's input that hold the id of something that belongs to a user. */
export function ownedIds({ description, schemas }: TestedAction): string[] {
  const { properties = {} } = resolve(description.input, schemas);
  return Object.entries(properties).flatMap(([field, schema]) => {
    const name = referredName(schema) ?? '';
    return name.endsWith('Id') && !PUBLIC_IDS.has(name) ? [field] : [];
  });
}
