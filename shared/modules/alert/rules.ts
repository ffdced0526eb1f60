import type { Severity } from '../../contracts/alert/alert.js';

/** What a rule looks at. */
export type Measure =
  /** The share of an action's calls that fail by the server's fault, over the last minutes. */
  | { of: 'error-rate'; minutes: number; above: number; leastCalls: number }
  /** The time that 95 in 100 of an action's calls stay within, in ms. */
  | { of: 'p95'; minutes: number; above: number; leastCalls: number }
  /** The share of cloud calls to the database that fail. */
  | { of: 'database-failures'; minutes: number; above: number; leastCalls: number }
  /** A number that somebody else knows: see `gauges.ts`. */
  | { of: 'gauge'; gauge: string; above: number };

/** A condition that somebody wants to be told of. */
export interface AlertRule {
  id: string;
  title: string;
  severity: Severity;
  measure: Measure;
  /** How long the condition has to hold, in minutes, before anybody is told. */
  forMinutes: number;
  /** What to do about it, for who is told. */
  advice: string;
}

/** A call that fails among nineteen that do not, or among none, pages nobody. */
const LEAST_CALLS = 20;

/**
 * The rules of every app: FEATURES P15, and what is lost silently otherwise. docs/monitoring/alerts.rules.yml says the same to
 * Prometheus.
 */
export const alertRules: readonly AlertRule[] = [
  {
    id: 'error-rate',
    title: '错误率过高',
    severity: 'critical',
    measure: { of: 'error-rate', minutes: 5, above: 0.1, leastCalls: LEAST_CALLS },
    forMinutes: 5,
    advice: '按 traceId 查日志，必要时回滚最近一次发布',
  },
  {
    id: 'slow',
    title: '响应过慢（P95）',
    severity: 'warning',
    measure: { of: 'p95', minutes: 5, above: 2000, leastCalls: LEAST_CALLS },
    forMinutes: 5,
    advice: '看该接口的云调用耗时：数据库索引、外部服务、冷启动',
  },
  {
    id: 'database-failure',
    title: '数据库故障',
    severity: 'critical',
    measure: { of: 'database-failures', minutes: 1, above: 0.5, leastCalls: 5 },
    forMinutes: 1,
    advice: '查看云开发控制台的数据库状态与配额',
  },
  {
    id: 'dead-letters',
    title: '有事件未能送达',
    severity: 'warning',
    measure: { of: 'gauge', gauge: 'dead-letters', above: 0 },
    forMinutes: 0,
    advice: '修复订阅函数后重放死信',
  },
  {
    id: 'job-late',
    title: '定时任务迟到或失败',
    severity: 'critical',
    measure: { of: 'gauge', gauge: 'jobs-unwell', above: 0 },
    forMinutes: 0,
    advice: '查看 job-list：触发器是否存在，上次运行为何失败',
  },
  {
    id: 'backup-unwell',
    title: '备份过期或损坏',
    severity: 'critical',
    measure: { of: 'gauge', gauge: 'backups-unwell', above: 0 },
    forMinutes: 0,
    advice: '查看 backup-list 的 problem 与 job-list 的 backup-run，必要时用 backup-run-now 立即完整备份',
  },
  {
    id: 'over-budget',
    title: '昨日云资源费用超出预算（元）',
    severity: 'warning',
    measure: { of: 'gauge', gauge: 'over-budget', above: 0 },
    forMinutes: 0,
    advice: '查看 cost-days 中哪一项增加，再看 metric-list 是哪个接口',
  },
];
