import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'

/** Compares in a time that tells nothing of how much of `given` is right. */
export function sameSecret(given: string, secret: string): boolean {
  // Digests have one length whatever was given; its key is of no importance.
  const digest = (text: string) => createHmac('sha256', 'postil').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

/** What a window's cookie holds: shows that its owner had the token, and is of no use to find it. */
export function sessionSecret(token: string): string {
  return createHmac('sha256', token).update('postil window session').digest('base64url')
}

/** Cookies are shared by all ports of a host, so each port's has its own name. */
export function sessionCookie(port: number): string {
  return `postil-session-${port}`
}

/** Whoever opens an address for a person shows it to every program of the machine: a ticket is worth one session, once. */
export interface Tickets {
  issue(): string
  /** Whether it was a ticket; from now on it is none. */
  redeem(ticket: string): boolean
}

export function createTickets(lifeMs = 60_000): Tickets {
  const valid = new Set<string>()
  return {
    issue() {
      const ticket = randomBytes(32).toString('base64url')
      valid.add(ticket)
      setTimeout(() => valid.delete(ticket), lifeMs).unref()
      return ticket
    },
    redeem: (ticket) => valid.delete(ticket),
  }
}

export function bearerToken(header: string | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null
}

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]']
const wildcards = ['0.0.0.0', '::', '[::]']

function splitHost(header: string): { name: string; port: number } | null {
  const parts = /^(\[[0-9a-f:.]+\]|[^:[\]/?#@\s]+)(?::(\d{1,5}))?$/i.exec(header)
  if (!parts?.[1]) return null
  return { name: parts[1].toLowerCase(), port: parts[2] === undefined ? 80 : Number(parts[2]) }
}

/**
 * Whether a request's `Host` names this server: a loopback name with our own port, or the host that was explicitly
 * listened on. A foreign name that resolves to us (DNS rebinding) is refused. Where every address of the machine is
 * listened on, addresses pass and names do not, since rebinding needs a name.
 */
export function isOwnHost(
  header: string | undefined,
  listening: { readonly host: string; readonly port: number },
): boolean {
  const given = splitHost(header ?? '')
  if (!given || given.port !== listening.port) return false
  if (loopbackNames.includes(given.name)) return true
  const host = listening.host.toLowerCase()
  if (wildcards.includes(host)) return isIP(given.name.replace(/^\[|\]$/g, '')) !== 0
  return given.name === host || given.name === `[${host}]`
}

/** Pages of our own origin, and callers that are no pages (they send no Origin), may call; other sites' pages may not. */
export function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`
}
