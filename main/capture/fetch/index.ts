import type { Readable } from 'node:stream'
import { Agent, type Dispatcher, request } from 'undici'
import { PostilError } from '../../core/result.ts'
import { parseWebUrl } from '../url.ts'
import { readBody } from './body.ts'
import { networkFailure, retryAfterSeconds, statusFailure } from './failures.ts'
import { assertLiteralAllowed, guardedLookup, type Resolve, resolveWithSystem } from './policy.ts'

const MAX_REDIRECTS = 10
const CONNECTIONS_PER_HOST = 6
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Postil/0.1'

interface FetchLimits {
  /** For the whole of one fetch, redirects and body included. */
  readonly timeoutMs: number
  /** Of the decoded body. */
  readonly maxBytes: number
}

interface FetchedFile {
  /** Where the redirects ended. */
  readonly url: string
  readonly status: number
  /** As the header has it, lower case, parameters included; empty where there is none. */
  readonly contentType: string
  readonly contentLanguage: string | null
  readonly bytes: Uint8Array
}

export interface FetchRequest extends FetchLimits {
  readonly accept: string
  readonly acceptLanguage?: string
  readonly referer?: string
  readonly signal?: AbortSignal | undefined
  /** The addresses by which the page was looked for already: each counts as a redirect, and none is asked again. Grows. */
  readonly trail?: Set<string>
  /** Called with the type of the last answer and its first bytes, before the rest is read; throws to refuse it. */
  readonly inspect?: (contentType: string, start: Uint8Array) => void
}

export interface Fetcher {
  get(url: string, request: FetchRequest): Promise<FetchedFile>
  close(): Promise<void>
}

/** `typedHost`: the `host:port` that a person typed and that may therefore be private; null where nobody did. */
export type OpenFetcher = (typedHost: string | null) => Fetcher

export function createFetcherFactory(resolve: Resolve = resolveWithSystem): OpenFetcher {
  return (typedHost) => {
    const agent = (allowPrivate: boolean) =>
      new Agent({
        connections: CONNECTIONS_PER_HOST,
        connect: { lookup: guardedLookup(resolve, allowPrivate), timeout: 15_000 },
        maxRedirections: 0,
      } as Agent.Options)
    const strict = agent(false)
    const lenient = typedHost === null ? null : agent(true)
    return {
      async get(url, wanted) {
        return follow(url, wanted, (target) => {
          const allowPrivate = typedHost !== null && target.host === typedHost
          assertLiteralAllowed(target, allowPrivate)
          return allowPrivate && lenient ? lenient : strict
        })
      },
      async close() {
        await Promise.all([strict.destroy(), lenient?.destroy()])
      },
    }
  }
}

/** Follows redirects, each checked anew, to an answer, and reads it. */
async function follow(start: string, wanted: FetchRequest, route: (url: URL) => Dispatcher): Promise<FetchedFile> {
  const first = parseWebUrl(start)
  if (!first) throw new PostilError('urlInvalid', { url: start })
  const deadline = AbortSignal.timeout(wanted.timeoutMs)
  const signal = wanted.signal ? AbortSignal.any([wanted.signal, deadline]) : deadline
  const seen = wanted.trail ?? new Set<string>()
  let url = first
  url.hash = ''
  try {
    for (;;) {
      if (seen.has(url.href)) throw new PostilError('redirectLoop', { url: url.href })
      if (seen.size > MAX_REDIRECTS) throw new PostilError('tooManyRedirects', { limit: MAX_REDIRECTS })
      seen.add(url.href)
      const answer = await ask(url, wanted, route(url), signal)
      const next = redirectTarget(answer, url)
      if (!next) return await receive(answer, url, wanted)
      answer.body.destroy()
      url = next
    }
  } catch (error) {
    if (wanted.signal?.aborted) throw new PostilError('cancelled', {}, { cause: error })
    if (deadline.aborted && !(error instanceof PostilError)) {
      throw new PostilError('fetchTimeout', { seconds: Math.round(wanted.timeoutMs / 1000) }, { cause: error })
    }
    throw networkFailure(error, url)
  }
}

interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Readable
}

async function ask(url: URL, wanted: FetchRequest, dispatcher: Dispatcher, signal: AbortSignal): Promise<Answer> {
  const target = new URL(url)
  const headers: Record<string, string> = {
    'user-agent': USER_AGENT,
    accept: wanted.accept,
    'accept-language': wanted.acceptLanguage ?? 'en,fr;q=0.9,*;q=0.5',
    'accept-encoding': 'gzip, deflate, br, zstd',
  }
  if (wanted.referer) headers.referer = wanted.referer
  if (target.username || target.password) {
    headers.authorization = basic(target)
    target.username = ''
    target.password = ''
  }
  const answer = await request(target, {
    method: 'GET',
    dispatcher,
    signal,
    headers,
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  // A body that is dropped says so as an error, which would end the process if nobody listened.
  answer.body.on('error', () => {})
  return answer
}

/** RFC 7617. Throws `urlInvalid` where the address escapes what is no text. */
function basic({ username, password, href }: URL): string {
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return `Basic ${Buffer.from(pair).toString('base64')}`
  } catch (error) {
    throw new PostilError('urlInvalid', { url: href }, { cause: error })
  }
}

function header(answer: Answer, name: string): string {
  const value = answer.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function redirectTarget(answer: Answer, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(answer.statusCode)) return null
  const location = header(answer, 'location')
  if (location === '') return null
  // Servers write raw UTF-8 into this header, and HTTP hands it over as Latin-1.
  const text = Buffer.from(location, 'latin1').toString('utf8')
  const next = parseWebUrl(text.includes('\uFFFD') ? location : text, from.href)
  if (!next) {
    answer.body.destroy()
    throw new PostilError('urlInvalid', { url: location })
  }
  next.hash = ''
  return next
}

async function receive(answer: Answer, url: URL, wanted: FetchRequest): Promise<FetchedFile> {
  const tooLarge = () => new PostilError('pageTooLarge', { limit: Math.round(wanted.maxBytes / 1024 / 1024) })
  try {
    const retryAfter = retryAfterSeconds(header(answer, 'retry-after'), header(answer, 'date'))
    const failure = statusFailure(answer.statusCode, retryAfter)
    if (failure) throw failure
    const contentType = header(answer, 'content-type').trim().toLowerCase()
    if (Number(header(answer, 'content-length')) > wanted.maxBytes) throw tooLarge()
    const bytes = await readBody(answer.body, header(answer, 'content-encoding'), {
      limit: wanted.maxBytes,
      tooLarge,
      isPage: /^(?:text\/|application\/xhtml)/.test(contentType),
      inspect: (start) => wanted.inspect?.(contentType, start),
    })
    return {
      url: url.href,
      status: answer.statusCode,
      contentType,
      contentLanguage: header(answer, 'content-language') || null,
      bytes,
    }
  } catch (error) {
    answer.body.destroy()
    if (isDecodeError(error)) throw new PostilError('pageCutOff', {}, { cause: error })
    throw error
  }
}

function isDecodeError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^(?:Z_|ERR__?BROTLI|ERR_BROTLI|ZSTD_|ERR_ZSTD|ERR__ERROR_FORMAT)/.test(error.code)
  )
}
