import { type ErrorCode, errorTable } from '../contracts/errors.js';
import type { Permission } from '../contracts/permissions.js';

interface FailureDetails {
  /** Replaces the table's message, for the person in front of the screen. */
  message?: string;
  /** For bad input: path of the field and what is wrong with it. */
  fields?: Record<string, string> | undefined;
  /** For FORBIDDEN: the permission that the actor has not. */
  missing?: Permission | undefined;
  retryAfterMs?: number | undefined;
  /** What went wrong underneath; logged, never answered. */
  cause?: unknown;
}

/** A failure with a code of the error table: what a caller is told. Thrown by rules and use cases. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly fields: Record<string, string> | undefined;
  readonly missing: Permission | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly code: ErrorCode,
    details: FailureDetails = {},
  ) {
    super(details.message ?? errorTable[code].message, { cause: details.cause });
    this.fields = details.fields;
    this.missing = details.missing;
    this.retryAfterMs = details.retryAfterMs;
  }
}
