import type * as z from 'zod';
import type { Contract, Parsed } from '../../contracts/contract.js';
import { Failure } from '../failure.js';

/** A caller who makes a mess gets a short answer: this many fields, and no more of a name than this. */
const MOST_PROBLEMS = 20;
const LONGEST_NAME = 100;

/**
 * What the caller sent, checked against the contract with defaults filled in.
 * @throws Failure INVALID_INPUT with the path of every wrong field, the first one in the message
 */
export function parseInput<C extends Contract>(contract: C, input: unknown): Parsed<C> {
  return parseValue(contract.input, input) as Parsed<C>;
}

/**
 * A value, checked against `schema`.
 * @param at where the value stands in what the caller sent
 * @throws Failure INVALID_INPUT with the path of every wrong field, the first one in the message
 */
export function parseValue<S extends z.ZodType>(
  schema: S,
  value: unknown,
  at: readonly PropertyKey[] = [],
): z.output<S> {
  const result = schema.safeParse(value, { error: inChinese });
  if (result.success) return result.data;

  const problems = new Map<string, string>();
  const note = (path: string, problem: string) => {
    const field = path.length > LONGEST_NAME ? `${path.slice(0, LONGEST_NAME)}…` : path;
    if (problems.size < MOST_PROBLEMS && !problems.has(field)) problems.set(field, problem);
  };
  for (const issue of result.error.issues) {
    const path = [...at, ...issue.path].join('.');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) note(path ? `${path}.${key}` : key, '不认识的字段');
    } else {
      note(path || '(input)', issue.message);
    }
  }
  const [field, problem] = [...problems][0]!;
  throw new Failure('INVALID_INPUT', { message: `${field}：${problem}`, fields: Object.fromEntries(problems) });
}

/** Names the limit, never the value: what was sent may be somebody's secret. */
function inChinese(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少此字段' : `应为${typeNames[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `${issue.inclusive ? '不能少于' : '应大于'} ${issue.minimum}${units[issue.origin] ?? ''}`;
    case 'too_big':
      return `${issue.inclusive ? '不能超过' : '应小于'} ${issue.maximum}${units[issue.origin] ?? ''}`;
    case 'invalid_value':
      return `只能是 ${issue.values.join('、')} 之一`;
    case 'invalid_format':
      return '格式不正确';
    default:
      return '内容有误';
  }
}

const typeNames: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '对象',
};

const units: Record<string, string> = { string: ' 个字', array: ' 项' };
