import type { ErrorCode, ErrorDetails } from '../../core/errors.ts'
import { PostilError } from '../../core/result.ts'

const NOT_FOUND = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_NODATA', 'EAI_FAIL'])
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EPIPE',
  'EACCES',
  'UND_ERR_SOCKET',
])
const TIMED_OUT = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
])
const TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/

/** Every error in a chain of causes and in an AggregateError (which Node makes of several addresses), outermost first. */
function* chain(error: unknown, depth = 0): Generator<Error> {
  if (!(error instanceof Error) || depth > 8) return
  yield error
  if (error instanceof AggregateError) for (const inner of error.errors) yield* chain(inner, depth + 1)
  yield* chain(error.cause, depth + 1)
}

/** What went wrong on the wire, as one of Postil's own errors. */
export function networkFailure(error: unknown, url: URL): PostilError {
  for (const link of chain(error)) {
    if (link instanceof PostilError) return link
    const code = 'code' in link && typeof link.code === 'string' ? link.code : ''
    if (NOT_FOUND.has(code)) return new PostilError('hostNotFound', { host: url.hostname }, { cause: error })
    if (TIMED_OUT.has(code)) return new PostilError('connectionRefused', { host: url.hostname }, { cause: error })
    if (TLS.test(code)) return new PostilError('tlsFailed', { host: url.hostname, reason: code }, { cause: error })
    if (UNREACHABLE.has(code)) return new PostilError('connectionRefused', { host: url.hostname }, { cause: error })
    if (code.startsWith('HPE_') || code.startsWith('UND_ERR_'))
      return new PostilError('siteFailed', { status: 0 }, { cause: error })
  }
  return new PostilError('connectionRefused', { host: url.hostname }, { cause: error })
}

/**
 * `Retry-After` in seconds: it says them, or a day and time, which is compared with the site's own clock (RFC 9110,
 * 10.2.3). Null where there is none.
 */
export function retryAfterSeconds(said: string, date: string): number | null {
  if (/^\s*\d+\s*$/.test(said)) return Number(said)
  const seconds = Math.ceil((Date.parse(said) - Date.parse(date)) / 1000)
  return Number.isNaN(seconds) ? null : Math.max(0, seconds)
}

/**
 * The error for an answer that is neither a page nor a redirect; null for one that is a page.
 * @param retryAfter for how many seconds the site wants to be left alone
 */
export function statusFailure(status: number, retryAfter: number | null = null): PostilError | null {
  if (status >= 200 && status < 300) return null
  const details: ErrorDetails = { status, ...(retryAfter !== null && { retryAfter }) }
  const code: ErrorCode =
    status === 404 || status === 410
      ? 'pageNotFound'
      : status === 401 || status === 407
        ? 'loginRequired'
        : status === 429 || status >= 500 || status < 400
          ? 'siteFailed'
          : 'pageDenied'
  return new PostilError(code, details)
}
