// Generated from the contracts by `npm run generate`. Not to be edited.
import type { Routes } from './routes.js';

export const routesOf: Readonly<Record<string, Routes>> = {
  "ruizhu": {
    "subscribers": {
      "product.changed": [
        "catalog-refresh"
      ],
      "order.paid": [
        "notice-tell",
        "stats-count"
      ],
      "order.cancelled": [
        "notice-tell"
      ],
      "order.closed": [
        "notice-tell"
      ],
      "order.refunded": [
        "notice-tell",
        "stats-count"
      ],
      "account.changed": [
        "notice-tell"
      ]
    },
    "collections": [
      "products",
      "orders",
      "accounts"
    ],
    "backedUp": [
      "accounts",
      "address_books",
      "alertSilences",
      "alerts",
      "audit",
      "auditHeads",
      "auditIntents",
      "carts",
      "configHistory",
      "configs",
      "costDays",
      "deadLetters",
      "fileQuotas",
      "files",
      "identities",
      "metricLedgers",
      "metrics",
      "nonces",
      "noticePreferences",
      "notices",
      "orderAnomalies",
      "orders",
      "products",
      "requests",
      "roleBooks",
      "roleGrants",
      "salesDays",
      "sessions",
      "signInCodes",
      "stocks",
      "users"
    ],
    "jobs": [
      {
        "name": "account-sweep",
        "title": "注销到期账号，清理过期会话与验证码",
        "cron": "0 23 * * * * *",
        "longestGapMs": 3600000
      },
      {
        "name": "alert-evaluate",
        "title": "检查告警规则",
        "cron": "20 * * * * * *",
        "longestGapMs": 60000
      },
      {
        "name": "audit-sweep",
        "title": "补全审计记录",
        "cron": "35 */5 * * * * *",
        "longestGapMs": 300000
      },
      {
        "name": "backup-check",
        "title": "检查备份是否完好",
        "cron": "50 22 * * * * *",
        "longestGapMs": 3600000
      },
      {
        "name": "backup-run",
        "title": "定时备份数据",
        "cron": "50 7/30 * * * * *",
        "longestGapMs": 1800000
      },
      {
        "name": "cost-watch",
        "title": "估算昨日费用",
        "cron": "40 40 6 * * * *",
        "longestGapMs": 86400000
      },
      {
        "name": "event-sweep",
        "title": "派送未送达的事件",
        "cron": "30 */2 * * * * *",
        "longestGapMs": 120000
      },
      {
        "name": "file-sweep",
        "title": "清理未提交的文件，催促未完成的检查",
        "cron": "40 */30 * * * * *",
        "longestGapMs": 1800000
      },
      {
        "name": "job-watch",
        "title": "检查定时任务是否按时运行",
        "cron": "45 5/10 * * * * *",
        "longestGapMs": 600000
      },
      {
        "name": "metric-rollup",
        "title": "汇总运行指标",
        "cron": "55 * * * * * *",
        "longestGapMs": 60000
      },
      {
        "name": "notice-send",
        "title": "发送到时间的通知，清理过期的消息",
        "cron": "25 */2 * * * * *",
        "longestGapMs": 120000
      },
      {
        "name": "order-sweep",
        "title": "关闭超时订单",
        "cron": "0 * * * * * *",
        "longestGapMs": 60000
      },
      {
        "name": "request-sweep",
        "title": "清理过期的请求、限流与缓存记录",
        "cron": "0 17 * * * * *",
        "longestGapMs": 3600000
      },
      {
        "name": "task-sweep",
        "title": "推进停下的任务，清理过期的任务",
        "cron": "15 */5 * * * * *",
        "longestGapMs": 300000
      }
    ]
  },
  "bazi": {
    "subscribers": {
      "order.paid": [
        "benefit-settle"
      ],
      "order.refunded": [
        "benefit-settle"
      ],
      "product.changed": [
        "catalog-refresh"
      ]
    },
    "collections": [
      "products",
      "orders"
    ],
    "backedUp": [
      "accounts",
      "alertSilences",
      "alerts",
      "audit",
      "auditHeads",
      "auditIntents",
      "benefitPages",
      "benefits",
      "configHistory",
      "configs",
      "costDays",
      "deadLetters",
      "identities",
      "metricLedgers",
      "metrics",
      "nonces",
      "orderAnomalies",
      "orders",
      "products",
      "readings",
      "recordBooks",
      "requests",
      "roleBooks",
      "roleGrants",
      "sessions",
      "shares",
      "signInCodes",
      "users"
    ],
    "jobs": [
      {
        "name": "account-sweep",
        "title": "注销到期账号，清理过期会话与验证码",
        "cron": "0 23 * * * * *",
        "longestGapMs": 3600000
      },
      {
        "name": "alert-evaluate",
        "title": "检查告警规则",
        "cron": "20 * * * * * *",
        "longestGapMs": 60000
      },
      {
        "name": "audit-sweep",
        "title": "补全审计记录",
        "cron": "35 */5 * * * * *",
        "longestGapMs": 300000
      },
      {
        "name": "backup-check",
        "title": "检查备份是否完好",
        "cron": "50 22 * * * * *",
        "longestGapMs": 3600000
      },
      {
        "name": "backup-run",
        "title": "定时备份数据",
        "cron": "50 7/30 * * * * *",
        "longestGapMs": 1800000
      },
      {
        "name": "cost-watch",
        "title": "估算昨日费用",
        "cron": "40 40 6 * * * *",
        "longestGapMs": 86400000
      },
      {
        "name": "event-sweep",
        "title": "派送未送达的事件",
        "cron": "30 */2 * * * * *",
        "longestGapMs": 120000
      },
      {
        "name": "job-watch",
        "title": "检查定时任务是否按时运行",
        "cron": "45 5/10 * * * * *",
        "longestGapMs": 600000
      },
      {
        "name": "metric-rollup",
        "title": "汇总运行指标",
        "cron": "55 * * * * * *",
        "longestGapMs": 60000
      },
      {
        "name": "order-sweep",
        "title": "关闭超时订单",
        "cron": "0 * * * * * *",
        "longestGapMs": 60000
      },
      {
        "name": "reading-sweep",
        "title": "接续中断的解读，退还次数",
        "cron": "20 */2 * * * * *",
        "longestGapMs": 120000
      },
      {
        "name": "request-sweep",
        "title": "清理过期的请求、限流与缓存记录",
        "cron": "0 17 * * * * *",
        "longestGapMs": 3600000
      },
      {
        "name": "share-sweep",
        "title": "清理过期与撤回的分享",
        "cron": "35 25 * * * * *",
        "longestGapMs": 3600000
      },
      {
        "name": "task-sweep",
        "title": "推进停下的任务，清理过期的任务",
        "cron": "15 */5 * * * * *",
        "longestGapMs": 300000
      }
    ]
  }
};
