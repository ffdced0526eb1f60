// Generated from the collections by `npm run generate`. Not to be edited.
import type { Holding } from './holdings.js';

export const holdingsOf: Readonly<Record<string, readonly Holding[]>> = {
  "ruizhu": [
    {
      "collection": "users",
      "of": "_id",
      "onDeletion": {
        "remove": true
      },
      "partOfAccount": true
    },
    {
      "collection": "carts",
      "of": "userId",
      "onDeletion": {
        "remove": true
      }
    },
    {
      "collection": "address_books",
      "of": "userId",
      "onDeletion": {
        "remove": true
      }
    },
    {
      "collection": "orders",
      "of": "userId",
      "onDeletion": {
        "set": {
          "openid": "",
          "remark": "",
          "closeReason": null,
          "refund.reason": "已注销",
          "withdrawal": null,
          "recipient.name": "已注销",
          "recipient.phone": "13000000000",
          "recipient.detail": "已注销"
        },
        "because": "E-Commerce Law of the PRC, article 31: records of trades are kept for three years"
      },
      "hidden": [
        "openid",
        "appid",
        "request",
        "traceId",
        "withdrawal",
        "checkAt",
        "failedChecks"
      ],
      "unfinished": [
        {
          "field": "status",
          "values": [
            "placing",
            "awaiting-payment",
            "refunding"
          ],
          "title": "还有待付款或退款中的订单"
        },
        {
          "field": "status",
          "values": [
            "paid"
          ],
          "title": "还有近期付款的订单",
          "within": {
            "of": "paidAt",
            "days": 15
          }
        }
      ],
      "emits": true
    },
    {
      "collection": "notices",
      "of": "userId",
      "onDeletion": {
        "remove": true
      },
      "partOfAccount": true
    },
    {
      "collection": "files",
      "of": "userId",
      "onDeletion": {
        "sweep": {
          "state": "refused",
          "checkId": null
        },
        "now": [
          "dueAt"
        ]
      },
      "hidden": [
        "checkId"
      ]
    },
    {
      "collection": "fileQuotas",
      "of": "_id",
      "onDeletion": {
        "remove": true
      }
    },
    {
      "collection": "noticePreferences",
      "of": "_id",
      "onDeletion": {
        "remove": true
      }
    },
    {
      "collection": "accounts",
      "of": "_id",
      "onDeletion": "with-account",
      "hidden": [
        "password",
        "places",
        "sessionEpoch",
        "mergedInto"
      ],
      "partOfAccount": true,
      "emits": true
    },
    {
      "collection": "identities",
      "of": "userId",
      "onDeletion": {
        "remove": true
      },
      "hidden": [
        "_id"
      ],
      "partOfAccount": true
    },
    {
      "collection": "sessions",
      "of": "userId",
      "onDeletion": {
        "remove": true
      },
      "hidden": [
        "_id"
      ],
      "partOfAccount": true
    },
    {
      "collection": "audit",
      "of": "actor",
      "onDeletion": {
        "keep": true,
        "because": "Cybersecurity Law of the PRC, article 21; an entry taken out would break the chain"
      },
      "hidden": [
        "prevHash",
        "hash",
        "keyId",
        "mac"
      ]
    },
    {
      "collection": "deadLetters",
      "of": "data.userId",
      "onDeletion": {
        "set": {
          "data.reason": "已注销",
          "data.title": "已注销"
        },
        "because": "what has happened to an order counts in the statistics when it is replayed; of whom it was is not told"
      },
      "hidden": [
        "reason",
        "traceId",
        "closedBy",
        "closedBecause"
      ],
      "partOfAccount": true
    },
    {
      "collection": "tasks",
      "of": "owner",
      "onDeletion": {
        "sweep": {
          "state": "cancelled",
          "leasedUntil": null
        },
        "now": [
          "expiresAt",
          "lookAt"
        ]
      },
      "hidden": [
        "request",
        "checkpoint",
        "input"
      ]
    },
    {
      "collection": "roleGrants",
      "of": "_id",
      "onDeletion": {
        "remove": true
      }
    }
  ],
  "bazi": [
    {
      "collection": "users",
      "of": "_id",
      "onDeletion": {
        "remove": true
      },
      "partOfAccount": true
    },
    {
      "collection": "readings",
      "of": "userId",
      "onDeletion": {
        "remove": true
      },
      "hidden": [
        "openid",
        "account",
        "leasedUntil",
        "dueAt",
        "writers"
      ]
    },
    {
      "collection": "benefits",
      "of": "userId",
      "onDeletion": {
        "remove": true
      },
      "unfinished": [
        {
          "field": "standing",
          "values": [
            "open"
          ],
          "title": "还有未用完的权益（可以用完、退款或放弃）",
          "within": {
            "of": "endsAt",
            "days": 0
          }
        }
      ]
    },
    {
      "collection": "benefitPages",
      "of": "userId",
      "onDeletion": {
        "remove": true
      }
    },
    {
      "collection": "orders",
      "of": "userId",
      "onDeletion": {
        "set": {
          "openid": "",
          "remark": "",
          "closeReason": null,
          "refund.reason": "已注销",
          "withdrawal": null,
          "recipient.name": "已注销",
          "recipient.phone": "13000000000",
          "recipient.detail": "已注销"
        },
        "because": "E-Commerce Law of the PRC, article 31: records of trades are kept for three years"
      },
      "hidden": [
        "openid",
        "appid",
        "request",
        "traceId",
        "withdrawal",
        "checkAt",
        "failedChecks"
      ],
      "unfinished": [
        {
          "field": "status",
          "values": [
            "placing",
            "awaiting-payment",
            "refunding"
          ],
          "title": "还有待付款或退款中的订单"
        },
        {
          "field": "status",
          "values": [
            "paid"
          ],
          "title": "还有近期付款的订单",
          "within": {
            "of": "paidAt",
            "days": 15
          }
        }
      ],
      "emits": true
    },
    {
      "collection": "recordBooks",
      "of": "userId",
      "onDeletion": {
        "remove": true
      }
    },
    {
      "collection": "shares",
      "of": "userId",
      "onDeletion": {
        "sweep": {
          "state": "withdrawn",
          "card": null
        },
        "now": [
          "dueAt"
        ]
      },
      "hidden": [
        "request",
        "pictures",
        "dueAt"
      ]
    },
    {
      "collection": "accounts",
      "of": "_id",
      "onDeletion": "with-account",
      "hidden": [
        "password",
        "places",
        "sessionEpoch",
        "mergedInto"
      ],
      "partOfAccount": true,
      "emits": true
    },
    {
      "collection": "identities",
      "of": "userId",
      "onDeletion": {
        "remove": true
      },
      "hidden": [
        "_id"
      ],
      "partOfAccount": true
    },
    {
      "collection": "sessions",
      "of": "userId",
      "onDeletion": {
        "remove": true
      },
      "hidden": [
        "_id"
      ],
      "partOfAccount": true
    },
    {
      "collection": "audit",
      "of": "actor",
      "onDeletion": {
        "keep": true,
        "because": "Cybersecurity Law of the PRC, article 21; an entry taken out would break the chain"
      },
      "hidden": [
        "prevHash",
        "hash",
        "keyId",
        "mac"
      ]
    },
    {
      "collection": "deadLetters",
      "of": "data.userId",
      "onDeletion": {
        "set": {
          "data.reason": "已注销",
          "data.title": "已注销"
        },
        "because": "what has happened to an order counts in the statistics when it is replayed; of whom it was is not told"
      },
      "hidden": [
        "reason",
        "traceId",
        "closedBy",
        "closedBecause"
      ],
      "partOfAccount": true
    },
    {
      "collection": "tasks",
      "of": "owner",
      "onDeletion": {
        "sweep": {
          "state": "cancelled",
          "leasedUntil": null
        },
        "now": [
          "expiresAt",
          "lookAt"
        ]
      },
      "hidden": [
        "request",
        "checkpoint",
        "input"
      ]
    },
    {
      "collection": "roleGrants",
      "of": "_id",
      "onDeletion": {
        "remove": true
      }
    }
  ]
};
