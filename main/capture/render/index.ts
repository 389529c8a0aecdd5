import { randomUUID } from 'node:crypto'
import { PostilError } from '../../core/result.ts'
import type { Resolve } from '../fetch/policy.ts'
import { parseWebUrl, withoutCredentials } from '../url.ts'
import { GATE_USER, openGate } from './gate.ts'
import { createRoom } from './room.ts'
import type { RenderedPage, RenderPage } from './types.ts'

/** A window costs a process of its own. */
const AT_ONCE = 2
/** Of the whole, the window's start and end included; what the page is by then is taken before. */
const TIMEOUT_MS = 30_000
const PATIENCE = 0.8
/** All that a page and its scripts may load. */
const MAX_TRAFFIC = 4

interface RendererSetup {
  readonly render: RenderPage
  readonly resolve: Resolve
  /** Of the built page. */
  readonly maxBytes: number
  readonly timeoutMs?: number | undefined
  /** Makes what nobody can guess. */
  readonly password?: (() => string) | undefined
}

interface Request {
  /** The `host:port` that a person typed and that may therefore be private; null where nobody did. */
  readonly typedHost: string | null
  readonly signal?: AbortSignal | undefined
}

/** Answers the page as its scripts built it. Throws `pageNotRendered` (details: `reason`), `pageTooLarge`, `cancelled`. */
export type Renderer = (url: string, request: Request) => Promise<RenderedPage>

/** Pages that build themselves by script are built by the host's browser, behind a gate that keeps private addresses. */
export function createRenderer({
  render,
  resolve,
  maxBytes,
  timeoutMs = TIMEOUT_MS,
  password: makePassword = randomUUID,
}: RendererSetup): Renderer {
  const enter = createRoom(AT_ONCE)
  return async (url, { typedHost, signal }) => {
    const leave = await enter(signal)
    const deadline = AbortSignal.timeout(timeoutMs)
    const stop = signal ? AbortSignal.any([signal, deadline]) : deadline
    try {
      const password = makePassword()
      const gate = await openGate({ password, resolve, typedHost, maxBytes: maxBytes * MAX_TRAFFIC })
      try {
        const login = { username: GATE_USER, password }
        const job = { url, proxy: gate.url, login, patienceMs: timeoutMs * PATIENCE, maxLength: maxBytes, signal: stop }
        return checked(await orStopped(render(job), stop), url, maxBytes)
      } finally {
        await gate.close()
      }
    } catch (thrown) {
      if (signal?.aborted) throw new PostilError('cancelled', {}, { cause: thrown })
      if (thrown instanceof PostilError) throw thrown
      const reason = deadline.aborted ? 'timeout' : thrown instanceof Error ? thrown.message : String(thrown)
      throw new PostilError('pageNotRendered', { reason }, { cause: thrown })
    } finally {
      leave()
    }
  }
}

/** A host that does not hear the signal holds nobody up. */
async function orStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  let hear = (): void => {}
  const stopped = new Promise<never>((_answer, reject) => {
    hear = () => reject(stop.reason)
    if (stop.aborted) hear()
    else stop.addEventListener('abort', hear)
  })
  try {
    return await Promise.race([work, stopped])
  } finally {
    stop.removeEventListener('abort', hear)
  }
}

function checked(page: RenderedPage, asked: string, maxBytes: number): RenderedPage {
  if (Buffer.byteLength(page.html) > maxBytes) {
    throw new PostilError('pageTooLarge', { limit: Math.round(maxBytes / 1024 / 1024) })
  }
  const address = parseWebUrl(page.url)
  return { html: page.html, url: address ? withoutCredentials(address) : asked }
}
