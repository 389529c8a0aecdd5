import { describe, expect, it } from 'vitest'
import { extractArticle } from '../../../main/capture/extract/index.ts'
import { documentText } from '../../../main/core/document/text.ts'
import { article, PARAGRAPH } from '../server.ts'

const extract = (html: string, url = 'https://x.example/a', whole = false) =>
  extractArticle({ html, url, lang: null, whole, fallbackTitle: 'file' })
const code = (html: string, url?: string) => {
  try {
    extract(html, url)
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}
const page = (body: string, head = '') => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`
const links = Array.from(
  { length: 60 },
  (_unused, index) => `<li><a href="/${index}">A headline number ${index}</a></li>`,
).join('')
const login =
  '<form action="/login" method="post"><input name="u"><input type="password" name="p"><button>Sign in</button></form>'

describe('what is no article', () => {
  it.each([
    ['nothing', '', 'pageEmpty'],
    ['white space', ' \n ', 'pageEmpty'],
    ['an empty body', page(''), 'pageEmpty'],
    ['an empty body of an old page', '<HTML><BODY></BODY></HTML>', 'pageEmpty'],
    ['a menu', page(`<nav><ul>${links}</ul></nav>`), 'articleNotDetected'],
    ['a front page of links', page(`<h1>News</h1><ul>${links}</ul><footer>© 2024 x</footer>`), 'articleNotDetected'],
    ['a search form', page('<form><input name="q"><button>Search</button></form><p>About</p>'), 'articleNotDetected'],
    ['a shell for scripts', page('<div id="root"></div><script src="/app.js"></script>'), 'pageNeedsJavaScript'],
    [
      'a plea',
      page('<p>You need to enable JavaScript to run this app.</p><script src="/app.js"></script>'),
      'pageNeedsJavaScript',
    ],
    [
      'a plea in noscript',
      page('<div id="x"></div><noscript>Please enable JavaScript.</noscript><script>1</script>'),
      'pageNeedsJavaScript',
    ],
    ['a login', page(`<h1>Sign in</h1><p>${PARAGRAPH}</p>${login}`), 'loginRequired'],
    [
      'a missing page that says 200',
      page('<h1>404</h1><p>We looked for it everywhere.</p>', '<title>404 Not Found</title>'),
      'pageNotFound',
    ],
    [
      'a gatekeeper',
      page('<p>Checking your browser.</p><script>1</script>', '<title>Just a moment...</title>'),
      'pageDenied',
    ],
  ])('%s', (_name, html, expected) => {
    expect(code(html)).toBe(expected)
  })
})

describe('what is one', () => {
  it.each([
    ['a page with a login in its header', page(`${login}${article()}`)],
    [
      'a short page with a login that opens over it',
      page(`<div class="login-modal">${login}</div><h1>Short</h1><p>${PARAGRAPH}</p>`),
    ],
    ['a short page with a login in its header', page(`<header>${login}</header><h1>Short</h1><p>${PARAGRAPH}</p>`)],
    ['a page full of scripts', article(`<script>${'x()\n'.repeat(500)}</script>`)],
    ['one paragraph', page(`<h1>Short</h1><p>${PARAGRAPH}</p>`)],
    ['a page without html, head or body', `<h1>T</h1><p>${PARAGRAPH}</p><p>${PARAGRAPH}</p>`],
    ['a head that never ends', `<html><head><title>T</title><p>${PARAGRAPH}</p><p>${PARAGRAPH}</p>`],
    ['two bodies', `<html><body></body><body><p>${PARAGRAPH}</p><p>${PARAGRAPH}</p></body></html>`],
    [
      'short Japanese',
      page('<article><h1>余白</h1><p>毎朝九時になると、本屋の主人は店の戸を開け、三つの灯りをともす。</p></article>'),
    ],
  ])('%s', (_name, html) => {
    expect(code(html)).toBeNull()
  })

  it('takes a selection whole', () => {
    const selected = extract('<p>Two <b>words</b></p><ul><li>one</li></ul>', 'https://x.example/a', true)
    expect(documentText(selected.document).text).toBe('Two words\none')
    expect(selected.title).toBe('Two words one')
  })

  it('takes away what stands over a title, unless it is a picture or a sentence', () => {
    const over = (above: string) =>
      documentText(
        extract(
          `<title>A rather long title</title><article>${above}<h1>A rather long title</h1><p>${PARAGRAPH}</p><p>${PARAGRAPH}</p><p>${PARAGRAPH}</p></article>`,
        ).document,
      ).text
    expect(over('<p>Breaking news</p>')).not.toContain('Breaking')
    expect(over(`<p>${PARAGRAPH}</p>`).startsWith(PARAGRAPH)).toBe(true)
  })

  it('does not repeat the title in the text', () => {
    expect(documentText(extract(article('', 'A rather long title')).document).text).not.toContain('A rather long title')
  })
})

describe('pages made to hurt', () => {
  it.each([
    ['nested quotations', '<blockquote>'.repeat(20_000)],
    ['nested spans', '<span>'.repeat(20_000)],
    ['open formatting', '<b><i>'.repeat(3000)],
    ['nested tables', '<table><tr><td>'.repeat(1500)],
    ['nested lists', '<ul><li>'.repeat(3000)],
  ])('%s', (_name, opening) => {
    const { document } = extract(page(`${opening}${`<p>${PARAGRAPH}</p>`.repeat(8)}`))
    expect(documentText(document).text).toContain(PARAGRAPH)
  })
})
