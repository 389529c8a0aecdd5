import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { PostilError } from '../../core/result.ts'
import { isBlockedAddress } from './address.ts'

/** Resolves a name to all its addresses; `dns.lookup` by default. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>

export const resolveWithSystem: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true, order: 'verbatim' }, (error, addresses: LookupAddress[]) =>
      error ? reject(error) : resolve(addresses),
    )
  })

/**
 * A `lookup` for sockets that hands out an address only if every one that the name has may be contacted. It is what the
 * connection itself uses, so that a name cannot change its address between the check and the connection.
 */
export function guardedLookup(resolve: Resolve, allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const wanted = addresses.filter(({ family }) => !options.family || options.family === family)
        const [first] = wanted
        if (!first) {
          callback(Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' }), '')
        } else if (!allowPrivate && addresses.some(({ address }) => isBlockedAddress(address))) {
          callback(new PostilError('addressBlocked', { host: hostname }), '')
        } else if (options.all) {
          callback(null, [...wanted])
        } else {
          callback(null, first.address, first.family)
        }
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    )
  }
}

/** Sockets ask no `lookup` for an address that is a number: such a host is checked here. */
export function assertLiteralAllowed(url: URL, allowPrivate: boolean): void {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (allowPrivate) return
  if (isIP(host) ? isBlockedAddress(host) : /(?:^|\.)localhost\.?$/i.test(host)) {
    throw new PostilError('addressBlocked', { host: url.hostname })
  }
}
