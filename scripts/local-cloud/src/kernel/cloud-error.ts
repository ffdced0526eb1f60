/**
 * A failure that the caller's SDK is told of, in CloudBase's own terms.
 *
 * `code` is one that the SDKs know (research: wire protocol 2.3); the admin door answers it as
 * `{code, message, requestId}` with HTTP 200, because any other status hides the code from the SDKs.
 */
export class CloudError extends Error {
  override readonly name = 'CloudError';

  constructor(
    readonly code: CloudErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** The codes that the local cloud answers with. The spelling of two of them is CloudBase's own. */
export type CloudErrorCode =
  | 'SYS_ERR'
  | 'SERVER_TIMEOUT'
  | 'EXCEED_REQUEST_LIMIT'
  | 'EXCEED_CONCURRENT_REQUEST_LIMIT'
  | 'EXCEED_REQUEST_SIZE_LIMIT'
  | 'EXCEED_MAX_RESPONSE_SIZE'
  | 'EXCEED_AUTHORITY'
  | 'INVALIID_ENV'
  | 'INVALID_PARAM'
  | 'INVALID_PATH'
  | 'INVALID_COMMON_PARAM'
  | 'RESOURCE_NOT_INITIAL'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_DUPLICATE_WRITE'
  | 'DATABASE_INVALID_OPERRATOR'
  | 'DATABASE_PERMISSION_DENIED'
  | 'DATABASE_COLLECTION_EXCEED_LIMIT'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  | 'STORAGE_REQUEST_FAIL'
  | 'STORAGE_EXCEED_AUTHORITY'
  | 'STORAGE_FILE_NONEXIST'
  | 'STORAGE_SIGN_PARAM_INVALID'
  | 'FUNCTION_NOT_FOUND'
  | 'FUNCTIONS_REQUEST_FAIL'
  | 'FUNCTIONS_EXECUTE_FAIL'
  | 'FUNCTIONS_TIME_LIMIT_EXCEEDED'
  | 'FUNCTIONS_MEMORY_LIMIT_EXCEEDED';
