/**
 * A small web site on the loopback interface: articles written for these tests in four languages, and every way in which
 * a site can misbehave. `url(path)` addresses:
 *
 *   /en/margins /fr/marges /ar/hawamish /ja/yohaku   articles with pictures (see `articles` below)
 *   /long?paragraphs=N          a plain article of N paragraphs; each N has an address of its own
 *   /plain.txt                  plain text             /latin1   windows-1252, said in the header only
 *   /hostile                    scripts, handlers, javascript: links, frames …; anything that it makes a window load is /trap/*
 *   /redirect -> /en/margins    /loop a circle         /chain?n=N  N redirects and then /en/margins
 *   /status/404 (any number)    /empty /noarticle /overview /scripted /login /pdf /binary   /hang never answers
 *   /trickle begins and then hangs                    /huge 30 MB of HTML        /reset cuts the connection
 *   /images/lamp.png /images/pencil.svg /images/hostile.svg                      /missing-image an article without its picture
 *   /pictures                   an article with an icon and three pictures, /pictures/1.png to /pictures/3.png; the first two say their size
 *   /edition?paragraphs=N       the same article (one canonical address) in an edition of N paragraphs
 *
 * `hold` makes addresses wait, `breakDown` makes them fail, until the function that it answers is called.
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { deflateSync } from 'node:zlib'

/** What tests may rely on: the article's address, title, byline, and passages that stand in it exactly once. */
export const articles = {
  en: {
    path: '/en/margins',
    title: 'On Writing in the Margin',
    byline: 'Clara Whitfield',
    site: 'The Reading Room',
    lang: 'en',
    dir: 'ltr',
    passages: ['it was an invitation to speak', 'Coleridge’s friends lent him their books'],
    note: 'Compare *Montaigne*: he answered **every** page.',
    tag: 'margins',
    images: 2,
  },
  fr: {
    path: '/fr/marges',
    title: 'L’art d’écrire dans la marge',
    byline: 'Élodie Lefèvre-Noël',
    site: 'Carnets de lecture',
    lang: 'fr',
    dir: 'ltr',
    passages: ['«\u202fLire, c’est répondre\u202f»', 'l’œuvre et son commentaire ont partagé la même feuille\u202f;'],
    note: 'À relire\u202f: «\u202fl’œuvre\u202f» et l’idée du «\u202fcœur pressé\u202f».',
    tag: 'à relire',
    images: 1,
  },
  ar: {
    path: '/ar/hawamish',
    title: 'فن الكتابة في الهوامش',
    byline: 'ليلى حداد',
    site: 'دفاتر القراءة',
    lang: 'ar',
    dir: 'rtl',
    passages: ['«من قرأ بغير قلم فقد قرأ نصف الكتاب»', 'كالجزيرة في البحر'],
    note: 'عبارة جميلة تستحق الحفظ.',
    tag: 'قراءة',
    images: 1,
  },
  ja: {
    path: '/ja/yohaku',
    title: '余白に書くということ',
    byline: '佐藤 美咲',
    site: '読書ノート',
    lang: 'ja',
    dir: 'ltr',
    passages: ['筆を持たずに読む者は半分しか読んでいない', '本文は紙の真ん中に浮かぶ島のようになった'],
    note: 'よい言葉だ。「返事」という発想が面白い。',
    tag: '読書',
    images: 1,
  },
} as const
export type ArticleLocale = keyof typeof articles

export interface Site {
  readonly origin: string
  url(path: string): string
  /** Paths asked for so far, in order. */
  readonly requests: readonly string[]
  forgetRequests(): void
  /** Requests for these paths wait for their answer. */
  hold(paths: RegExp): () => void
  /** Requests for these paths are answered with status 404. */
  breakDown(paths: RegExp): () => void
  close(): Promise<void>
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

/** A PNG of a warm gradient, so that a picture is seen to be there. */
export function makePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      rows.set([230 - Math.round((60 * y) / height), 190 - Math.round((50 * x) / width), 120], at)
    }
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const lamp = makePng(320, 200)
const pencil =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40"><rect x="10" y="14" width="80" height="12" fill="#c9a227"/><path d="M90 14 L110 20 L90 26 Z" fill="#333"/></svg>'
const hostileSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100" onload="window.__ran=1"><script>window.__ran=1</script><circle cx="50" cy="50" r="40" fill="teal"/><image xlink:href="{origin}/trap/svg-image.png"/><foreignObject><iframe src="{origin}/trap/svg-frame"/></foreignObject></svg>'

const file = (name: string) => readFileSync(new URL(`../fixtures/site/${name}`, import.meta.url), 'utf8')
const paragraph = (n: number) =>
  `<p>Paragraph ${n}. The ferry left at six, as it had every morning since the bridge was promised, and those who took it had long agreed not to mention the bridge. They read instead: papers, letters, once a whole novel between the two shores, a page at each crossing, number ${n}.</p>`

function longArticle(origin: string, count: number): string {
  const body = Array.from(
    { length: count },
    (_, n) => (n % 10 === 0 ? `<h2>Part ${n / 10 + 1}</h2>` : '') + paragraph(n),
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Ferry in ${count} Paragraphs</title>
<link rel="canonical" href="${origin}/long?paragraphs=${count}"></head><body><article><h1>The Ferry in ${count} Paragraphs</h1>${body.join('\n')}</article></body></html>`
}

type Handler = (request: IncomingMessage, response: ServerResponse, at: URL, origin: string) => void

const send = (response: ServerResponse, type: string, body: string | Uint8Array, status = 200) =>
  response.writeHead(status, { 'content-type': type }).end(body)
const html = (name: string): Handler => {
  const text = file(name)
  return (_, response, __, origin) => send(response, 'text/html; charset=utf-8', text.replaceAll('{origin}', origin))
}
const page = (body: string): Handler => {
  return (_, response) =>
    send(
      response,
      'text/html; charset=utf-8',
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body>${body}</body></html>`,
    )
}
const redirect = (response: ServerResponse, to: string) => response.writeHead(302, { location: to }).end()

const handlers: Readonly<Record<string, Handler>> = {
  '/en/margins': html('en.html'),
  '/fr/marges': html('fr.html'),
  '/ar/hawamish': html('ar.html'),
  '/ja/yohaku': html('ja.html'),
  '/hostile': html('hostile.html'),
  '/long': (_, response, at, origin) =>
    send(response, 'text/html; charset=utf-8', longArticle(origin, Number(at.searchParams.get('paragraphs') ?? 40))),
  '/edition': (_, response, at, origin) => {
    const count = Number(at.searchParams.get('paragraphs') ?? 20)
    const text = longArticle(origin, count).replaceAll(`/long?paragraphs=${count}`, '/edition')
    send(response, 'text/html; charset=utf-8', text.replaceAll(`The Ferry in ${count} Paragraphs`, 'The Ferry'))
  },
  '/missing-image': (_, response, __, origin) =>
    send(
      response,
      'text/html; charset=utf-8',
      longArticle(origin, 8)
        .replaceAll('/long?paragraphs=8', '/missing-image')
        .replace('<h2>', '<p><img src="/status/404" alt="A picture that is gone" width="300" height="200"></p><h2>'),
    ),
  '/pictures': (_, response, __, origin) =>
    send(
      response,
      'text/html; charset=utf-8',
      longArticle(origin, 12)
        .replaceAll('/long?paragraphs=12', '/pictures')
        .replaceAll('The Ferry in 12 Paragraphs', 'Trois images du bac')
        .replace('</head>', '<link rel="icon" href="/images/lamp.png"></head>')
        .replace(
          '<h2>Part 1</h2>',
          '<figure><img src="/pictures/1.png" alt="Le bac à l’aube" width="640" height="400"><figcaption>Six heures du matin.</figcaption></figure><h2>Part 1</h2>',
        )
        .replace(
          '<h2>Part 2</h2>',
          '<figure><img src="/pictures/2.png" alt="Les lecteurs sur le pont" width="640" height="400"></figure><h2>Part 2</h2><p>Before the bell.</p><figure><img src="/pictures/3.png" alt=""></figure>',
        ),
    ),
  '/plain.txt': (_, response) =>
    send(
      response,
      'text/plain; charset=utf-8',
      `A plain letter\n\nDear reader, this letter has no markup at all.\n\nIt has paragraphs, though, and they are kept.\n`,
    ),
  '/latin1': (_, response, __, origin) =>
    send(
      response,
      'text/html; charset=windows-1252',
      Buffer.from(
        longArticle(origin, 6)
          .replace('<meta charset="utf-8">', '')
          .replaceAll('/long?paragraphs=6', '/latin1')
          .replaceAll('The ferry', 'Le bac d’Évian'.replace('’', '\x92')),
        'latin1',
      ),
    ),
  '/redirect': (_, response) => redirect(response, '/en/margins'),
  '/loop': (_, response) => redirect(response, '/loop/back'),
  '/loop/back': (_, response) => redirect(response, '/loop'),
  '/chain': (_, response, at) => {
    const left = Number(at.searchParams.get('n') ?? 1)
    redirect(response, left > 1 ? `/chain?n=${left - 1}` : '/en/margins')
  },
  '/empty': (_, response) => send(response, 'text/html; charset=utf-8', ''),
  '/overview': page('<ul><li><a href="/a">One</a></li> <li><a href="/b">Two</a></li></ul><p>Two in all.</p>'),
  '/noarticle': page('<nav><a href="/a">One</a> <a href="/b">Two</a> <a href="/c">Three</a></nav>'),
  '/scripted': page(
    '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/trap/app.js"></script>',
  ),
  '/login': page(
    '<h1>Sign in</h1><p>Please sign in to continue reading.</p><form action="/login" method="post"><label>Email <input type="email" name="email"></label><label>Password <input type="password" name="password"></label><button>Sign in</button></form>',
  ),
  '/pdf': (_, response) => send(response, 'application/pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n'),
  '/binary': (_, response) =>
    send(response, 'application/octet-stream', Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 37) & 255))),
  '/hang': () => {},
  '/trickle': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.write('<!doctype html><title>Half a page</title><p>It begins')
  },
  '/huge': (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.write('<!doctype html><title>Huge</title><body>')
    let left = 480
    const more = () => {
      if (left-- <= 0 || request.destroyed) return void response.end('</body>')
      response.write(paragraph(left).repeat(220), more)
    }
    more()
  },
  '/reset': (request) => request.socket.destroy(),
  '/images/lamp.png': (_, response) => send(response, 'image/png', lamp),
  ...Object.fromEntries(
    [1, 2, 3].map((n): [string, Handler] => [
      `/pictures/${n}.png`,
      (_, response) => send(response, 'image/png', makePng(640, 400 - n)),
    ]),
  ),
  '/images/pencil.svg': (_, response) => send(response, 'image/svg+xml', pencil),
  '/images/hostile.svg': (_, response, __, origin) =>
    send(response, 'image/svg+xml', hostileSvg.replaceAll('{origin}', origin)),
}

/** Listens on a free port of 127.0.0.1. */
export async function startSite(): Promise<Site> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  const held = new Map<RegExp, Promise<void>>()
  const broken = new Set<RegExp>()
  const server = createServer(async (request, response) => {
    const origin = `http://${request.headers.host ?? '127.0.0.1'}`
    const at = new URL(request.url ?? '/', origin)
    requests.push(`${at.pathname}${at.search}`)
    for (const [paths, released] of held) if (paths.test(at.pathname + at.search)) await released
    for (const paths of broken) if (paths.test(at.pathname)) return void send(response, 'text/plain', 'Gone.', 404)
    const status = /^\/status\/(\d{3})$/.exec(at.pathname)?.[1]
    if (status !== undefined) return void send(response, 'text/html', `<p>Status ${status}</p>`, Number(status))
    const handler = handlers[at.pathname]
    if (handler) handler(request, response, at, origin)
    else send(response, 'text/html; charset=utf-8', '<p>There is nothing here.</p>', 404)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    url: (path) => `${origin}${path}`,
    requests,
    forgetRequests: () => {
      requests.length = 0
    },
    hold: (paths) => {
      let release = () => {}
      held.set(paths, new Promise((settle) => (release = settle)))
      return () => {
        held.delete(paths)
        release()
      }
    },
    breakDown: (paths) => {
      broken.add(paths)
      return () => void broken.delete(paths)
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
