import { BlockList, isIP } from 'node:net'

/**
 * Addresses that no page may send Postil to: this machine, private networks, link-local (cloud metadata), shared,
 * documentation, benchmark, multicast and reserved ranges. IANA's special-purpose registries (RFC 6890 and later).
 */
const blocked = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  blocked.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  blocked.addSubnet(net, bits, 'ipv6')

/** The eight 16-bit groups of an IPv6 address, as the URL parser writes it. */
function groups(address: string): number[] {
  const host = URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1) ?? '::'
  const [head = '', tail] = host.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...middle, ...right].map((group) => Number.parseInt(group, 16))
}

/** The IPv4 address that an IPv6 one carries: mapped, NAT64 (64:ff9b::/96) or 6to4 (2002::/16); else null. */
function embedded(address: string): string | null {
  const g = groups(address)
  const quad = (high = 0, low = 0) => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
  const mapped = g.slice(0, 5).every((group) => group === 0) && g[5] === 0xffff
  const translated = g[0] === 0x64 && g[1] === 0xff9b && g.slice(2, 6).every((group) => group === 0)
  if (mapped || translated) return quad(g[6], g[7])
  if (g[0] === 0x2002) return quad(g[1], g[2])
  return null
}

/** Whether an IP address (without brackets) may not be contacted on a page's word. What is no IP address is blocked. */
export function isBlockedAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  const family = isIP(bare)
  if (family === 4) return blocked.check(bare, 'ipv4')
  if (family !== 6) return true
  const inner = embedded(bare)
  return inner === null ? blocked.check(bare, 'ipv6') : blocked.check(inner, 'ipv4')
}
