import type { Narrowing } from './narrowing.js';
import { narrowings } from './narrowing.js';
import type { PublishedAction, PublishedContracts } from './published.js';

export interface ContractChanges {
  /** What would break a client in the field: the action, the field, and how. */
  breaking: { action: string; problem: string }[];
  /** What is new or wider, and is published with `npm run publish:contracts`. */
  additions: string[];
}

/**
 * Compares the contracts as they are with those that clients were built against.
 *
 * An input may take more and an output may tell more; whatever a client was allowed to send, and whatever it relied on
 * getting, stays. The limits of an output's texts and numbers are no promise.
 */
export function contractChanges(before: PublishedContracts, now: PublishedContracts): ContractChanges {
  const names = Object.keys(before.actions);
  const breaking = names.flatMap((action) => problemsOf(action, before, now).map((problem) => ({ action, problem })));
  const added = Object.keys(now.actions).filter((name) => !(name in before.actions));
  const changed = names.filter((name) => name in now.actions && differs(name, before, now));
  const broken = new Set(breaking.map(({ action }) => action));
  return {
    breaking,
    additions: [
      ...added.map((name) => `${name} is new`),
      ...changed.filter((name) => !broken.has(name)).map((name) => `${name} takes or tells more`),
    ],
  };
}

function problemsOf(name: string, before: PublishedContracts, now: PublishedContracts): string[] {
  const [was, is] = [before.actions[name]!, now.actions[name]];
  if (!is) return ['is gone'];
  const sent = narrowings({ schema: was.input, table: before.schemas }, { schema: is.input, table: now.schemas });
  const got = narrowings(
    { schema: is.output, table: now.schemas },
    { schema: was.output, table: before.schemas },
    { ignoreUnknown: true },
  );
  return [
    ...policyProblems(was, is),
    ...sent.map(inputProblem),
    ...got.filter(({ kind }) => kind !== 'limit').map(outputProblem),
  ];
}

function policyProblems(was: PublishedAction, is: PublishedAction): string[] {
  const gone = was.errors.filter((code) => !is.errors.includes(code));
  return [
    ...(was.access !== is.access && is.access !== 'guest'
      ? [`access ${was.access} → ${is.access} refuses who could call it`]
      : []),
    ...(was.idempotent && !is.idempotent ? ['was safe to repeat with its requestId, and is not any more'] : []),
    ...gone.map((code) => `errors: ${code} is not given any more`),
  ];
}

function inputProblem({ path, kind, from, into }: Narrowing): string {
  const field = path ? `input.${path}` : 'input';
  switch (kind) {
    case 'optional':
      return `${field} has to be given now`;
    case 'absent':
      return `${field} is new and has to be given`;
    case 'unknown':
      return `${field} is not taken any more`;
    case 'values':
      return `${field} does not take ${from} any more, only ${into}`;
    case 'type':
    case 'limit':
      return `${field} is narrower: ${from} → ${into}`;
    case 'opaque':
      return `${field} changed in a way that cannot be compared`;
  }
}

/** The other way round: what is told now, against what was promised. */
function outputProblem({ path, kind, from, into }: Narrowing): string {
  const field = path ? `output.${path}` : 'output';
  switch (kind) {
    case 'optional':
      return `${field} may be missing now`;
    case 'absent':
      return `${field} is gone`;
    case 'unknown':
      return `${field} is told and was not`;
    case 'values':
      return `${field} may now be ${from}, where clients know ${into}`;
    case 'type':
    case 'limit':
      return `${field} is wider: ${into} → ${from}`;
    case 'opaque':
      return `${field} changed in a way that cannot be compared`;
  }
}

function differs(name: string, before: PublishedContracts, now: PublishedContracts): boolean {
  const text = ({ actions, schemas }: PublishedContracts) => JSON.stringify(inlined(actions[name], schemas));
  return text(before) !== text(now);
}

/** An action with its references followed, so that a change behind one is seen. */
function inlined(value: unknown, schemas: PublishedContracts['schemas'], within: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => inlined(item, schemas, within));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as { $ref?: string };
  const name = $ref?.split('/').at(-1);
  if (name !== undefined && !within.includes(name)) return inlined(schemas[name], schemas, [...within, name]);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inlined(item, schemas, within)]));
}
