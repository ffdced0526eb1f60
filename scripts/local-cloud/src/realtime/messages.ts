/** One change of a watched result, as the SDKs read it; all that came with one commit share an `ID`. */
export interface WatchEvent {
  ID: number;
  /** Why: a document is new, was changed, was removed, or came or went because a limit moved. */
  DataType: 'init' | 'add' | 'replace' | 'remove' | 'limit';
  /** What it means for the result. */
  QueueType: 'init' | 'enqueue' | 'update' | 'dequeue';
  DocID: string;
  /** Plain JSON, with dates as `{"$date": ms}`; empty for a document that is no more. */
  Doc: string;
}

export interface EventsData {
  queryID: string;
  /** The newest event that the client knows of after this message. */
  currEvent: number;
  events: WatchEvent[];
}

/** What the SDKs know what to do about; any other code ends the watch too. */
export type RealtimeErrorCode =
  | 'SYS_ERR'
  | 'CHECK_LOGIN_FAILED'
  | 'SIGN_INVALID_ERROR'
  | 'SIGN_EXPIRED_ERROR'
  | 'SIGN_PARAM_INVALID'
  | 'INVALIID_ENV'
  | 'COLLECTION_PERMISSION_DENIED'
  | 'QUERYID_INVALID_ERROR';

export class RealtimeError extends Error {
  override readonly name = 'RealtimeError';

  constructor(
    readonly code: RealtimeErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** A frame from a client. */
export interface Request {
  watchId?: string;
  requestId: string;
  msgType: string;
  msgData: Record<string, unknown>;
  exMsgData: Record<string, unknown>;
}

/** @throws RealtimeError SIGN_PARAM_INVALID for what is no frame of the protocol */
export function readRequest(text: string): Request {
  try {
    const { watchId, requestId, msgType, msgData, exMsgData } = JSON.parse(text) as Record<string, unknown>;
    if (typeof msgType === 'string' && (watchId === undefined || typeof watchId === 'string')) {
      return {
        ...(watchId !== undefined && { watchId }),
        requestId: String(requestId ?? ''),
        msgType,
        msgData: (msgData ?? {}) as Record<string, unknown>,
        exMsgData: (exMsgData ?? {}) as Record<string, unknown>,
      };
    }
  } catch {
    throw new RealtimeError('SIGN_PARAM_INVALID', 'a frame must be JSON');
  }
  throw new RealtimeError('SIGN_PARAM_INVALID', 'a frame must have msgType, and watchId as text');
}
