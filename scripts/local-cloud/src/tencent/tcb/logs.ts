import type { FunctionsService, InvocationRecord } from '../../functions/index.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError } from '../api/error.js';
import type { Params } from '../api/params.js';
import { beijing } from '../api/time.js';
import { environmentOf } from './environments.js';
import { type LogLine, parseLogQuery } from './log-query.js';

const MOST_LINES = 100;
const MOST_RECORDS = 10_000;
const BEIJING_MS = 8 * 3_600_000;

/** What the platform answers of a call that ran, and of a line in the midst of one. */
const DONE = 200;
const RUNNING = 202;
/** Its numbers for failures of functions (Cloud Function Status Code, 583/42611). */
const STATUS: Record<string, number> = {
  FUNCTIONS_TIME_LIMIT_EXCEEDED: 433,
  FUNCTIONS_MEMORY_LIMIT_EXCEEDED: 434,
  EXCEED_CONCURRENT_REQUEST_LIMIT: 432,
};
const USER_ERROR = 430;

/** `SearchClsLog`: what functions printed, line by line, and how each call ended. */
export function createLogActions(
  kernel: Kernel,
  functions: Pick<FunctionsService, 'recent'>,
): Record<string, TencentAction> {
  return {
    SearchClsLog: ({ params }) => {
      const env = environmentOf(kernel, params);
      const [from, to] = [readTime(params, 'StartTime'), readTime(params, 'EndTime')];
      const limit = params.number('Limit');
      if (!(limit >= 1 && limit <= MOST_LINES)) {
        throw new TencentError('InvalidParameterValue', `Limit must be 1 to ${MOST_LINES}, not ${limit}`);
      }
      const matches = parseLogQuery(params.text('QueryString'));
      const found = functions
        .recent({ env, limit: MOST_RECORDS })
        .flatMap(linesOf)
        .filter(({ at, line }) => at >= from && at < to + 1000 && matches(line));
      found.sort((a, b) => (params.text('Sort', 'desc') === 'asc' ? a.at - b.at : b.at - a.at));
      const start = Number(params.text('Context', '0') || '0');
      const shown = found.slice(start, start + limit);
      const next = start + shown.length;
      return {
        LogResults: {
          Context: String(next),
          ListOver: next >= found.length,
          Results: shown.map(({ at, line }) => ({
            TopicId: `topic-${env}`,
            TopicName: `tcb-topic-${env}`,
            Timestamp: beijing(at),
            Content: JSON.stringify(line),
            FileName: '',
            Source: '127.0.0.1',
          })),
          AnalysisRecords: [],
        },
      };
    },
  };
}

function linesOf(record: InvocationRecord): { at: number; line: LogLine }[] {
  const { name, version, requestId, startedAt, durationMs, memoryBytes, error } = record;
  const common = { function_name: name, request_id: requestId, qualifier: version, retry_num: 0 };
  const printed = record.logs.map(({ level, time, text }) => ({
    at: time,
    line: { ...common, src: 'app', level, status_code: RUNNING, log: text },
  }));
  const end = {
    ...common,
    src: 'system',
    status_code: error ? (STATUS[error.code] ?? USER_ERROR) : DONE,
    ret_msg: error ? `[${error.code}] ${error.message}` : '',
    duration: Math.round(durationMs),
    mem_usage: memoryBytes,
    log: `Report RequestId: ${requestId} Duration:${Math.round(durationMs)}ms`,
  };
  return [...printed, { at: startedAt + durationMs, line: end }];
}

/** `YYYY-MM-DD HH:mm:ss` in Beijing. */
function readTime(params: Params, name: string): number {
  const text = params.text(name);
  const ms = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}Z`) : Number.NaN;
  if (!Number.isNaN(ms)) return ms - BEIJING_MS;
  throw new TencentError('InvalidParameterValue', `${name} must be YYYY-MM-DD HH:mm:ss, not ${text}`);
}
