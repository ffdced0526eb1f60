import type { PublishedContracts } from './published.js';

/**
 * Takes old versions off what is published. Only what was published as deprecated can go, and only once it is out of the
 * code while what replaces it is there.
 * @returns what stays published, and why something cannot go
 */
export function retire(before: PublishedContracts, names: readonly string[], now: PublishedContracts) {
  const problems = names.flatMap((name) => {
    const was = before.actions[name];
    if (!was) return [`${name} is not published`];
    if (!was.deprecated) return [`${name} was never published as deprecated: its clients do not know that it goes`];
    if (name in now.actions) return [`${name} is still there: remove its contract and its function first`];
    return was.deprecated.use in now.actions
      ? []
      : [`${name} sends its clients to ${was.deprecated.use}, which is not there`];
  });
  const staying = Object.entries(before.actions).filter(([name]) => !names.includes(name));
  return { contracts: { ...before, actions: Object.fromEntries(staying) }, problems };
}
