import { describe, expect, test } from 'vitest'
import {
  bearerToken,
  createTickets,
  isOwnHost,
  isOwnOrigin,
  sameSecret,
  sessionSecret,
} from '../../main/http/access.ts'

describe('who may call', () => {
  const local = { host: '127.0.0.1', port: 4242 }

  test.each(['127.0.0.1:4242', 'localhost:4242', 'LOCALHOST:4242', '[::1]:4242'])('%s is our own name', (host) => {
    expect(isOwnHost(host, local)).toBe(true)
  })

  test.each([
    'evil.example:4242',
    '127.0.0.1:80',
    '127.0.0.1',
    'localhost',
    'localhost.evil.example:4242',
    '127.0.0.1.evil.example:4242',
    'user@127.0.0.1:4242',
    '127.0.0.1:4242/x',
    '192.168.1.2:4242',
    '',
    undefined,
  ])('%s is not', (host) => {
    expect(isOwnHost(host, local)).toBe(false)
  })

  test('another host passes only where it was listened on; every address never lets a foreign name in', () => {
    expect(isOwnHost('192.168.1.2:4242', { host: '192.168.1.2', port: 4242 })).toBe(true)
    expect(isOwnHost('192.168.1.3:4242', { host: '192.168.1.2', port: 4242 })).toBe(false)
    expect(isOwnHost('192.168.1.3:4242', { host: '0.0.0.0', port: 4242 })).toBe(true)
    expect(isOwnHost('[fe80::1]:4242', { host: '::', port: 4242 })).toBe(true)
    expect(isOwnHost('rebind.example:4242', { host: '0.0.0.0', port: 4242 })).toBe(false)
  })

  test('an origin is ours, or absent', () => {
    expect(isOwnOrigin(undefined, '127.0.0.1:4242')).toBe(true)
    expect(isOwnOrigin('http://127.0.0.1:4242', '127.0.0.1:4242')).toBe(true)
    for (const origin of ['null', 'https://127.0.0.1:4242', 'http://localhost:4242', 'http://127.0.0.1:4243']) {
      expect(isOwnOrigin(origin, '127.0.0.1:4242')).toBe(false)
    }
  })

  test('a ticket is worth something once, and not for ever', async () => {
    const tickets = createTickets(5)
    const ticket = tickets.issue()
    expect(tickets.redeem('wrong')).toBe(false)
    expect([tickets.redeem(ticket), tickets.redeem(ticket)]).toEqual([true, false])
    const late = tickets.issue()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(tickets.redeem(late)).toBe(false)
  })

  test('secrets are compared whole', () => {
    expect(sameSecret('abc', 'abc')).toBe(true)
    for (const wrong of ['', 'ab', 'abcd', 'ABC']) expect(sameSecret(wrong, 'abc')).toBe(false)
    expect(sessionSecret('a')).not.toBe(sessionSecret('b'))
    expect(bearerToken('Bearer xyz')).toBe('xyz')
    for (const header of [undefined, '', 'Basic xyz', 'Bearer', 'xyz']) expect(bearerToken(header)).toBeNull()
  })
})
