import type { AliasRoute, NumberRange, TrafficRule } from '../../functions/index.js';
import { TencentError, unsupported } from '../api/error.js';
import type { Params } from '../api/params.js';

/** What every key of a rule begins with: the header of the call that it looks at. */
const KEY = 'invoke.headers.';

/**
 * `RoutingConfig` of an alias: shares (`AdditionalVersionWeights`, at most one other version) or rules over a header
 * (`AddtionVersionMatchs`, spelled so by the platform), which the `tcb` CLI writes as ranges of `X-Tcb-Route-Key`.
 * @throws TencentError InvalidParameterValue.AdditionalVersionWeights, InvalidParameterValue.RoutingConfig
 */
export function readRouting(params: Params, main: string): Pick<AliasRoute, 'weights' | 'rules'> {
  const weights = params.list('AdditionalVersionWeights').map(readWeight);
  const rules = params.list('AddtionVersionMatchs').map(readRule);
  const others = new Set([...weights, ...rules].map(({ version }) => version).filter((version) => version !== main));
  const tooMany = rules.length > 0 && weights.length > 0 ? 'shares and rules' : others.size > 2 && 'three versions';
  if (tooMany) throw wrongRouting(`one alias cannot have ${tooMany}`);
  if (weights.length > 1) throw wrongWeights('one other version at most can have a share');
  return { weights, rules };
}

/** The same, as `GetAlias` tells it. */
export function describeRouting({ weights, rules }: Pick<AliasRoute, 'weights' | 'rules'>) {
  return {
    AdditionalVersionWeights: weights.map(({ version, share }) => ({ Version: version, Weight: share })),
    AddtionVersionMatchs: rules.map(({ version, header, matches }) => ({
      Version: version,
      Key: KEY + header.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
      ...('exact' in matches
        ? { Method: 'exact', Expression: matches.exact }
        : { Method: 'range', Expression: rangeText(matches.range) }),
    })),
  };
}

function readWeight(weight: Params): { version: string; share: number } {
  const share = Number(weight.raw.Weight);
  if (share >= 0 && share <= 1) return { version: weight.text('Version'), share };
  throw wrongWeights(`Weight must be from 0 to 1, not ${String(weight.raw.Weight)}`);
}

function readRule(rule: Params): TrafficRule {
  const key = rule.text('Key');
  if (!key.startsWith(KEY)) throw wrongRouting(`Key must begin with ${KEY}, not ${key}`);
  const [method, expression] = [rule.text('Method'), rule.text('Expression')];
  const common = { version: rule.text('Version'), header: key.slice(KEY.length).toLowerCase() };
  if (method === 'exact') return { ...common, matches: { exact: expression } };
  if (method === 'range') return { ...common, matches: { range: readRange(expression) } };
  throw unsupported(`rules of traffic by ${method}; the platform's methods are range and exact`);
}

function readRange(text: string): NumberRange {
  const [, open, from, to, close] = /^([[(])\s*(-?\d+)\s*,\s*(-?\d+)\s*([\])])$/.exec(text) ?? [];
  if (close === undefined) throw wrongRouting(`Expression of a range must be like [0,10), not ${text}`);
  return { from: Number(from), to: Number(to), includesFrom: open === '[', includesTo: close === ']' };
}

function rangeText({ from, to, includesFrom, includesTo }: NumberRange): string {
  return `${includesFrom ? '[' : '('}${from},${to}${includesTo ? ']' : ')'}`;
}

const wrongRouting = (why: string) => new TencentError('InvalidParameterValue.RoutingConfig', why);
const wrongWeights = (why: string) => new TencentError('InvalidParameterValue.AdditionalVersionWeights', why);
