import { type ErrorCode, type ErrorDetails, errorMessages, fillTemplate } from './errors.ts'

/** An error as data: what crosses IPC, HTTP and a worker's channel. */
export interface ErrorData {
  readonly code: ErrorCode
  /** English; a window shows its own language's sentence for the code. */
  readonly message: string
  readonly details?: ErrorDetails
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData }

/** Thrown inside modules; becomes `ErrorData` at the boundary. */
export class PostilError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(fillTemplate(errorMessages[code], details), options)
    this.name = 'PostilError'
    this.code = code
    this.details = details
  }

  static from(data: ErrorData): PostilError {
    return new PostilError(data.code, data.details)
  }
}

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function toErrorData(thrown: unknown): ErrorData {
  if (thrown instanceof PostilError) return { code: thrown.code, message: thrown.message, details: thrown.details }
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  const details = { reason }
  return { code: 'internal', message: fillTemplate(errorMessages.internal, details), details }
}

export function fail(code: ErrorCode, details?: ErrorDetails): Result<never> {
  return { ok: false, error: toErrorData(new PostilError(code, details)) }
}

/** Runs work at a boundary: whatever it throws comes back as data. */
export async function settle<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work())
  } catch (thrown) {
    return { ok: false, error: toErrorData(thrown) }
  }
}

/** The other way round, for callers that prefer to catch. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw PostilError.from(result.error)
}
