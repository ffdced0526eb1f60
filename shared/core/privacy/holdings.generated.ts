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
        "checkAt",
        "failedChecks"
      ],
      "unfinished": {
        "field": "status",
        "values": [
          "awaiting-payment",
          "refunding"
        ],
        "title": "还有待付款或退款中的订单"
      }
    },
    {
      "collection": "notices",
      "of": "userId",
      "onDeletion": {
        "remove": true
      }
    },
    {
      "collection": "files",
      "of": "userId",
      "onDeletion": {
        "remove": true
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
        "places"
      ],
      "partOfAccount": true
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
      "collection": "tasks",
      "of": "owner",
      "onDeletion": {
        "keep": true,
        "because": "a task and its file are removed a week after its end"
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
      "collection": "accounts",
      "of": "_id",
      "onDeletion": "with-account",
      "hidden": [
        "password",
        "places"
      ],
      "partOfAccount": true
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
      "collection": "tasks",
      "of": "owner",
      "onDeletion": {
        "keep": true,
        "because": "a task and its file are removed a week after its end"
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
