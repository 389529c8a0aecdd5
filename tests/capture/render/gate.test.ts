import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Gate, openGate } from '../../../main/capture/render/gate.ts'
import { html, serve, type TestServer } from '../server.ts'

let site: TestServer
let other: TestServer
let gate: Gate
/** As if the public name `paper.example` stood for these. */
let addresses: { address: string; family: number }[]

const password = 'ouvre-toi'
const login = `Basic ${Buffer.from(`postil:${password}`).toString('base64')}`
const open = (typedHost: string | null, maxBytes = 1_000_000) =>
  openGate({ password, resolve: async () => addresses, typedHost, maxBytes })

beforeEach(async () => {
  addresses = [{ address: '127.0.0.1', family: 4 }]
  site = await serve({ '/a': html('« Oui »\u202f!'), '/long': html('x'.repeat(100_000)) })
  other = await serve({ '/secret': html('secret') })
})
afterEach(async () => {
  await gate.close()
  await site.close()
  await other.close()
})

/** As a browser asks its proxy. */
async function ask(url: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(gate.url)
  const asked = request({
    host: hostname,
    port,
    path: url,
    headers: { host: new URL(url).host, 'proxy-authorization': login, ...headers },
  })
  asked.end()
  const [response] = await once(asked, 'response')
  return { status: response.statusCode, body: await text(response) }
}

async function tunnel(authority: string, authorization = login): Promise<{ head: string; socket: Socket }> {
  const { hostname, port } = new URL(gate.url)
  const socket = connect(Number(port), hostname)
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\nProxy-Authorization: ${authorization}\r\n\r\n`)
  const [data] = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])])
  return { head: String(data), socket }
}

it('passes requests on to the host that was typed, without what belongs to one connection', async () => {
  gate = await open(site.host)
  expect(await ask(`${site.url}/a`, { 'proxy-connection': 'keep-alive', cookie: 'a=1' })).toEqual({
    status: 200,
    body: '« Oui »\u202f!',
  })
  expect(site.requests[0]?.headers).toMatchObject({ cookie: 'a=1', host: site.host })
  expect(site.requests[0]?.headers).not.toHaveProperty('proxy-connection')
})

it.each(['', 'Basic', `Basic ${btoa('postil:')}`, `${login}x`, login.toLowerCase()])(
  'lets nobody through who does not know its password: %j',
  async (authorization) => {
    gate = await open(site.host)
    expect((await ask(`${site.url}/a`, { 'proxy-authorization': authorization })).status).toBe(407)
    const { head } = await tunnel(site.host, authorization)
    expect(head).toMatch(/^HTTP\/1\.1 407 .*\r\nProxy-Authenticate: Basic /)
    expect(site.requests).toEqual([])
  },
)

it('refuses every other private address, by number and by name', async () => {
  gate = await open(site.host)
  const port = new URL(other.url).port
  for (const url of [
    `${other.url}/secret`,
    `http://localhost:${port}/secret`,
    `http://[::1]:${port}/secret`,
    `http://[::ffff:127.0.0.1]:${port}/secret`,
    `http://2130706433:${port}/secret`,
    'http://169.254.169.254/latest',
    'http://10.0.0.1/',
    gate.url,
  ]) {
    expect((await ask(url)).status, url).toBe(403)
  }
  // A name that means this machine is found out when the connection is made.
  expect((await ask(`http://paper.example:${port}/secret`)).status).toBe(502)
  addresses = [
    { address: '93.184.215.14', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  expect((await ask(`http://paper.example:${port}/secret`)).status).toBe(502)
  expect(other.requests).toEqual([])
})

it('refuses everything private where nobody typed an address', async () => {
  gate = await open(null)
  expect((await ask(`${site.url}/a`)).status).toBe(403)
  expect((await tunnel(site.host)).head).toContain('403')
  expect(site.requests).toEqual([])
})

it('opens tunnels by the same rule', async () => {
  gate = await open(site.host)
  const { head, socket } = await tunnel(site.host)
  expect(head).toContain('200 Connection established')
  socket.write(`GET /a HTTP/1.1\r\nHost: ${site.host}\r\nConnection: close\r\n\r\n`)
  expect(await text(socket)).toContain('« Oui »')
  expect((await tunnel(other.host)).head).toContain('403')
  expect((await tunnel(`localhost:${new URL(other.url).port}`)).head).toContain('403')
  expect((await tunnel(`paper.example:${new URL(other.url).port}`)).head).toBe('')
  expect((await tunnel('user@10.0.0.1:80/x')).head).toContain('403')
  expect(other.requests).toEqual([])
})

it('is a proxy and nothing else', async () => {
  gate = await open(site.host)
  const { hostname, port } = new URL(gate.url)
  for (const path of ['/', 'ftp://paper.example/']) {
    const asked = request({ host: hostname, port, path, headers: { 'proxy-authorization': login } })
    asked.end()
    const [response] = await once(asked, 'response')
    expect(response.statusCode).toBe(400)
  }
})

it('is shut when more has come through than a page may have', async () => {
  gate = await open(site.host, 150_000)
  expect((await ask(`${site.url}/long`)).body).toHaveLength(100_000)
  await expect(ask(`${site.url}/long`)).rejects.toThrow()
  await expect(ask(`${site.url}/a`)).rejects.toThrow()
})

it('ends what is under way when it closes', async () => {
  gate = await open(site.host)
  const { socket } = await tunnel(site.host)
  const ended = once(socket, 'close')
  await gate.close()
  await ended
  await expect(ask(`${site.url}/a`)).rejects.toThrow('ECONNREFUSED')
})
