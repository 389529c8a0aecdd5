/**
 * Pages that build themselves by script, from tests/fixtures/scripted, on a port of the loopback interface:
 *   /article (says that it is /lire/annotations)  /endless  /growing  /hostile  /wall  /busy  /hang never answers
 * and a second server beside it, which is in the private network too, and which nobody typed the address of.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { PNG } from '../capture/server.ts'

const folder = join(import.meta.dirname, '../fixtures/scripted')

/** What the pages' own API tells. */
export const scripted = {
  title: 'L’art d’annoter',
  paragraphs: [
    '« Annoter, c’est répondre »\u202f: la phrase court dans les marges depuis des siècles, et personne n’en connaît l’auteur.',
    'Le libraire de la rue des Lices tenait deux cahiers\u202f; l’un pour les ventes, l’autre pour ce que les lecteurs avaient écrit dans les livres rendus.',
    'Il disait volontiers\u00a0: on ne prête pas un livre, on prête une conversation. Et il notait, à la date du jour, chaque réponse qu’il y trouvait.',
    'À sa mort, le second cahier comptait quatre cents pages, que nul n’avait lues\u202f; elles n’étaient, à leur tour, que marges.',
  ],
  shadow: 'Dans l’ombre\u00a0: les marges tiennent les livres ouverts, et les lecteurs éveillés jusqu’au soir.',
  end: 'La fin n’arrive que pour qui descend jusqu’à elle\u202f; elle était pourtant écrite.',
} as const

export interface ScriptedSite {
  url(path: string): string
  readonly requests: readonly string[]
  /** What reached the other server. */
  readonly trapped: readonly string[]
  close(): Promise<void>
}

async function listen(listener: RequestListener): Promise<{ origin: string; server: Server }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

export async function startScriptedSite(): Promise<ScriptedSite> {
  const requests: string[] = []
  const trapped: string[] = []
  const trap = await listen((request, response) => {
    trapped.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('trapped')
  })
  trap.server.on('upgrade', (request, socket) => {
    trapped.push(`UPGRADE ${request.url}`)
    socket.destroy()
  })
  const site = await listen((request, response) => {
    const path = request.url ?? '/'
    requests.push(path)
    const send = (type: string, body: string | Uint8Array, headers = {}) =>
      response.writeHead(200, { 'content-type': type, ...headers }).end(body)
    if (path === '/hang') return
    if (path === '/api/article.json') {
      send('application/json', JSON.stringify({ title: scripted.title, paragraphs: scripted.paragraphs }))
    } else if (path === '/api/end.json') send('application/json', JSON.stringify({ text: scripted.end }))
    else if (path === '/images/lamp.png') send('image/png', PNG)
    else if (path === '/download') {
      send('application/octet-stream', 'MZ', { 'content-disposition': 'attachment; filename="setup.exe"' })
    } else {
      const file = join(folder, `${path.slice(1)}.html`)
      if (!existsSync(file)) return void response.writeHead(404).end()
      send('text/html; charset=utf-8', readFileSync(file, 'utf8').replaceAll('%other%', trap.origin))
    }
  })
  const end = ({ server }: { server: Server }) =>
    new Promise<void>((closed) => {
      server.closeAllConnections()
      server.close(() => closed())
    })
  return {
    url: (path) => `${site.origin}${path}`,
    requests,
    trapped,
    close: async () => {
      await Promise.all([end(site), end(trap)])
    },
  }
}
