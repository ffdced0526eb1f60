import { CloudError } from '../kernel/cloud-error.js';

/** The request cannot be done; `text` is MongoDB's own where it has one. wx-server-sdk shows it as -502001. */
export const requestFailed = (text: string) => new CloudError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${text}`);

/** A write that failed for one document, in the frame that CloudBase puts around MongoDB's text. */
export const writeFailed = (text: string) =>
  new CloudError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation] multiple write errors: [{write errors: [{${text}}]}, {<nil>}]`,
  );

/** An operator that MongoDB or CloudBase does not have, or that the local cloud does not. */
export const invalidOperator = (operator: string, where: string) =>
  new CloudError('DATABASE_INVALID_OPERRATOR', `[InvalidParameter] unknown operator: ${operator} in ${where}`);

export const invalidParameter = (text: string) => new CloudError('INVALID_PARAM', `[InvalidParameter] ${text}`);

export const collectionMissing = (name: string) =>
  new CloudError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. Please check your request, but if the problem persists, contact us.`,
  );

export const collectionExists = (name: string) =>
  new CloudError('DATABASE_REQUEST_FAILED', `[ResourceUnavailable.TableExist] Table exist: ${name}`);

export const transactionConflict = () =>
  new CloudError(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
  );

export const transactionBusy = () =>
  new CloudError(
    'SYS_ERR',
    '[ResourceUnavailable.TransactionBusy] Transaction is busy. Please check your request, but if the problem persists, contact us.',
  );

export const transactionMissing = (id: string) =>
  new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceNotFound.TransactionNotExist] Transaction does not exist, has ended or has timed out: ${id}`,
  );
