// Generated from the collections by `npm run generate`. Not to be edited.
import type { Holding } from './holdings.js';

export const holdingsOf: Readonly<Record<string, readonly Holding[]>> = {
  "ruizhu": [
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
    }
  ],
  "bazi": [
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
    }
  ]
};
