/** Sizes and limits of the document database. Sources: research/cloudbase-facts.md 2 and MongoDB's documented limits. */
export const limits = {
  /** Rows of a query that names no limit. */
  defaultLimit: 100,
  /** Rows that one query can ask for; a larger limit is cut to this, as the SDKs do themselves. */
  maximumLimit: 1000,
  /** Bytes of one document, measured as BSON. */
  documentBytes: 16 * 1024 * 1024,
  /** Bytes of the documents of one answer. */
  answerBytes: 16 * 1024 * 1024,
  /** Levels of nesting in a document, a filter or a pipeline. */
  nesting: 100,
  /** Documents of one insert. */
  insertBatch: 1000,
  collections: 300,
  /** The documentation contradicts itself on these two; above the smaller figure a line is logged. */
  collectionsOfSomePlans: 100,
  indexesPerCollection: 100,
  indexesOfSomePlans: 20,
  fieldsPerIndex: 31,
  /** Bytes of a field's path. */
  pathBytes: 1024,
  collectionNameBytes: 120,
  /** Above this size strict mode wants an index for every filter and sort. */
  strictAbove: 1000,
  /** How long a transaction may stay open, in ms of the machine's clock. */
  transactionMs: 10_000,
  /** Transactions open at once in one environment. */
  openTransactions: 1000,
  /** Documents that one transaction may write. */
  transactionWrites: 1000,
  /** How long a plain write waits for a document that a transaction holds, in ms of the machine's clock. */
  lockWaitMs: 15_000,
  /** Write operations that share one commit. */
  commitBatch: 500,
  /** How long one commit's operations may hold reads that have come meanwhile, in ms. */
  batchTurnMs: 20,
  /** Documents from which an aggregation runs in a worker thread. */
  aggregateInPlace: 2000,
  /** Documents from which a query without an index runs in a worker thread, in collections that are not strict. */
  scanInPlace: 20_000,
  /** How long a read may hold the other requests, in ms, before it begins again in a worker thread. */
  readTurnMs: 100,
  /** How long a write may hold them before it is refused. */
  writeTurnMs: 10_000,
  /** How long one aggregation may run in its worker, in ms of the machine's clock. */
  aggregateMs: 60_000,
} as const;
