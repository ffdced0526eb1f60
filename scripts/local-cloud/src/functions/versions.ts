import type { IncomingHttpHeaders } from 'node:http';
import { CloudError } from '../kernel/cloud-error.js';
import type { FunctionDefinition } from './definition.js';

/** The version that deployments change; all others are frozen. */
export const LATEST = '$LATEST';
/** The alias that calls follow when they name no version. */
export const DEFAULT_ALIAS = '$DEFAULT';
/** The header that CloudBase splits traffic by: a number from 0 to 99, the same for all calls of one user. */
export const ROUTE_HEADER = 'x-tcb-route-key';

/** What a published version keeps: code and the settings that it runs with. */
export type PublishedRevision = Pick<FunctionDefinition, 'dir' | 'handler' | 'timeoutSeconds' | 'memoryMb' | 'env'>;

/** Sends calls whose header `key` matches to `version`. */
export interface TrafficRule {
  version: string;
  /** Name of a header, in lower case. */
  header: string;
  matches: { exact: string } | { range: NumberRange };
}

/** A range of whole numbers, as `[0,10)` is written. */
export interface NumberRange {
  from: number;
  to: number;
  includesFrom: boolean;
  includesTo: boolean;
}

/** A name for a version, which may give others a part of its calls. */
export interface AliasRoute {
  version: string;
  /** Shares from 0 to 1, drawn anew for each call. */
  weights: readonly { version: string; share: number }[];
  /** Looked at in order, before the shares; the first that matches decides. */
  rules: readonly TrafficRule[];
}

/** What is known of a call when its version is chosen. */
export interface RouteFacts {
  /** `$LATEST`, a number, or an alias; `$DEFAULT` when absent. */
  qualifier?: string | undefined;
  headers?: IncomingHttpHeaders | undefined;
  /** 0 to 99; see `routeKeyOf`. */
  routeKey: number;
}

/**
 * The version that serves a call.
 * @param random for shares of an alias; from 0, below 1
 * @throws CloudError INVALID_PARAM when the call names a version or alias that is not there
 */
export function chooseVersion(
  { name, published = {}, aliases = {} }: FunctionDefinition,
  { qualifier = DEFAULT_ALIAS, headers = {}, routeKey }: RouteFacts,
  random: () => number = Math.random,
): string {
  if (qualifier === LATEST || qualifier in published) return qualifier;
  const alias = aliases[qualifier];
  if (!alias) {
    if (qualifier === DEFAULT_ALIAS) return LATEST;
    throw new CloudError('INVALID_PARAM', `function "${name}" has no version or alias ${qualifier}`);
  }
  const seen: IncomingHttpHeaders = { ...headers, [ROUTE_HEADER]: String(routeKey) };
  const rule = alias.rules.find(({ header, matches }) => matchesValue(matches, seen[header]));
  return rule?.version ?? byShare(alias, random());
}

function byShare({ version, weights }: AliasRoute, drawn: number): string {
  let passed = 0;
  for (const weight of weights) {
    passed += weight.share;
    if (drawn < passed) return weight.version;
  }
  return version;
}

function matchesValue(matches: TrafficRule['matches'], value: string | string[] | undefined): boolean {
  if (typeof value !== 'string') return false;
  if ('exact' in matches) return value === matches.exact;
  const number = Number(value);
  const { from, to, includesFrom, includesTo } = matches.range;
  if (!Number.isInteger(number) || value.trim() === '') return false;
  return (includesFrom ? number >= from : number > from) && (includesTo ? number <= to : number < to);
}

/** Which alias or version a definition's parts may name. */
export function knownVersions({ published = {} }: FunctionDefinition): Set<string> {
  return new Set([LATEST, ...Object.keys(published)]);
}

/** The function as it runs in one of its versions. */
export function asVersion(definition: FunctionDefinition, version: string): FunctionDefinition {
  const revision = definition.published?.[version];
  return revision ? { ...definition, ...revision } : definition;
}
