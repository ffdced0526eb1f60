import { blindIndexes } from '../privacy/blind-index.js';
import type { Keeping, SealedFields } from '../privacy/personal-data.js';
import { indexKind, isRecord, open, seal, turnAt, turnFields } from '../privacy/sealing.js';
import { type Change, type Collection, command, type FindOptions, type Where } from './collection.js';

/** What may be said of a sealed field without knowing what is in it. */
const HARMLESS = new Set(['exists', 'remove']);

/** A collection some of whose fields are kept encrypted: sealed when they are written, opened when they are read. */
export function sealing<T extends { _id: string }>(
  all: Collection<T>,
  name: string,
  fields: SealedFields,
): Collection<T> {
  const toKeep = (document: T) =>
    turnFields(name, fields, document, (value, place, keeping) => seal(value, keeping, place));

  const find = async (where: Where, options: FindOptions = {}) => {
    for (const [field] of options.orderBy ?? []) refuse(name, fields, field, 'sorted by');
    const anyOf = options.anyOf?.map((one) => sealedWhere(name, fields, one));
    const found = await all.find(sealedWhere(name, fields, where), { ...options, ...(anyOf && { anyOf }) });
    return found.map((document) => turnFields(name, fields, document, open));
  };

  return {
    find,
    async get(id, where = {}) {
      const [document] = await find({ ...where, _id: id }, { limit: 1 });
      return document;
    },
    insert: (document) => all.insert(toKeep(document)),
    change: (id, where, change) =>
      all.change(id, sealedWhere(name, fields, where), sealedChange(name, fields, id, change)),
    remove: (where) => all.remove(sealedWhere(name, fields, where)),
  };
}

function sealedWhere(name: string, fields: SealedFields, where: Where): Where {
  const entries = Object.entries(where).map(([path, value]): [string, unknown] => {
    const { field, keeping, rest } = sealedAt(fields, path) ?? {};
    if (field === undefined || value === null || isHarmless(value)) return [path, value];
    if (rest!.length === 0 && keeping === 'searchable' && typeof value === 'string') {
      return [`${path}.index`, command().in(blindIndexes(indexKind(name, field), value))];
    }
    throw new Error(`${name}.${path} is kept encrypted: only the exact text of a searchable field can be looked for`);
  });
  return Object.fromEntries(entries);
}

function sealedChange(name: string, fields: SealedFields, id: string, change: Change): Change {
  const entries = Object.entries(change).map(([path, value]): [string, unknown] => {
    let kept = value;
    for (const [field, keeping] of Object.entries(fields)) {
      const rest = stepsBelow(field, path);
      if (rest === undefined || isHarmless(value)) continue;
      if (rest === 'inside' || isCommand(value)) {
        throw new Error(`${name}.${field} is kept encrypted: it can only be set as a whole or removed, not by ${path}`);
      }
      kept = turnAt(kept, rest, (one) => seal(one, keeping, { collection: name, id, field }));
    }
    return [path, kept];
  });
  return Object.fromEntries(entries);
}

function refuse(name: string, fields: SealedFields, path: string, use: string): void {
  if (sealedAt(fields, path)) throw new Error(`${name}.${path} is kept encrypted and cannot be ${use}`);
}

/** The sealed field that `path` names, holds, or lies in. */
function sealedAt(fields: SealedFields, path: string) {
  for (const [field, keeping] of Object.entries(fields)) {
    const rest = stepsBelow(field, path);
    if (rest !== undefined) return { field, keeping: keeping as Keeping, rest };
  }
  return undefined;
}

/** What is left of a field's path below `path`: nothing for the field itself, undefined when `path` leads elsewhere. */
function stepsBelow(field: string, path: string): readonly string[] | 'inside' | undefined {
  const wanted = field.split('.');
  const given = path.split('.');
  const common = Math.min(wanted.length, given.length);
  for (let at = 0; at < common; at += 1) {
    if (wanted[at] !== '*' && wanted[at] !== given[at]) return undefined;
  }
  return given.length > wanted.length ? 'inside' : wanted.slice(common);
}

function isCommand(value: unknown): value is { operator: string } {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !isRecord(value) && 'operator' in value
  );
}

function isHarmless(value: unknown): boolean {
  return isCommand(value) && HARMLESS.has(value.operator);
}
