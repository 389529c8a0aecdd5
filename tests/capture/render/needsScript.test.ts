import { describe, expect, it } from 'vitest'
import { extractArticle } from '../../../main/capture/extract/index.ts'
import { PARAGRAPH } from '../server.ts'

const code = (body: string, head = '') => {
  const html = `<!doctype html><html><head><title>Une page</title>${head}</head><body>${body}</body></html>`
  try {
    extractArticle({ html, url: 'https://x.example/a', lang: null, whole: false, fallbackTitle: '' })
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}
const app = '<script type="module" src="/assets/index.js"></script>'
const menu = `<header><nav>${'<a href="/x">A section of the paper</a> '.repeat(20)}</nav></header>`
const foot = `<footer><p>${PARAGRAPH.repeat(2)}</p></footer>`
const short = `<p>${PARAGRAPH}</p>`

describe('a page that needs its scripts', () => {
  it.each([
    ['an empty mount', `<div id="root"></div>${app}`],
    ['an empty mount between a menu and a foot', `${menu}<div id="app"><div></div></div>${foot}${app}`],
    [
      'an empty main, the page’s data beside it',
      `${menu}<main></main>${foot}<script>window.__NUXT__={}</script>${app}`,
    ],
    ['a skeleton', `<main aria-busy="true"><div></div><div></div></main>${app}`],
    ['a custom element', `<my-app></my-app>${app}`],
    ['nothing but a script', app],
    ['nothing but a long script of its own', `<script>${'build();'.repeat(50)}</script>`],
    ['data for hydration', `<div></div><script id="__NEXT_DATA__" type="application/json">{"props":{}}</script>${app}`],
    ['“Loading…”', `<div class="x">Loading…</div>${app}`],
    ['“Chargement en cours…”', `<div>Chargement en cours…</div>${app}`],
    ['“読み込み中…”', `<div>読み込み中…</div>${app}`],
    ['“جارٍ التحميل…”', `<p>جارٍ التحميل…</p>${app}`],
    [
      'a plea that all see',
      `<p>We are sorry, but this paper does not work properly without JavaScript. Please enable it to continue reading.</p>${app}`,
    ],
    ['a French plea', `<div id="x"></div><noscript>Veuillez activer JavaScript pour lire cette page.</noscript>${app}`],
    ['a French plea, said otherwise', `<noscript>JavaScript est désactivé dans votre navigateur.</noscript>${app}`],
    ['a German plea', `<noscript>Bitte aktivieren Sie JavaScript, um fortzufahren.</noscript>${app}`],
    ['a Spanish plea', `<noscript>Debes habilitar JavaScript para ver esta página.</noscript>${app}`],
    ['a Japanese plea', `<div id="x"></div><noscript>JavaScriptを有効にしてください。</noscript>${app}`],
    ['a Chinese plea', `<div id="x"></div><noscript>请启用 JavaScript 后继续。</noscript>${app}`],
    ['a Russian plea', `<noscript>Пожалуйста, включите JavaScript в браузере.</noscript>${app}`],
    ['an Arabic plea', `<noscript>يرجى تفعيل JavaScript لعرض هذه الصفحة.</noscript>${app}`],
    [
      'a note on cookies, and a place for the text',
      `<div id="root"></div><div><p>${PARAGRAPH} ${PARAGRAPH}</p></div><noscript>You need to enable JavaScript to run this app.</noscript>${app}`,
    ],
  ])('%s', (_name, body) => {
    expect(code(body)).toBe('pageNeedsJavaScript')
  })
})

describe('a page that has its text', () => {
  it.each([
    [
      'a built page, with its data and its plea',
      `<div id="__next"><main><h1>T</h1>${short}</main></div><noscript>You need to enable JavaScript to run this app.</noscript><script id="__NEXT_DATA__" type="application/json">{}</script>${app}`,
    ],
    [
      'a short note with comments by script',
      `<article><h1>Note</h1>${short}</article><div id="thread"></div><noscript>Please enable JavaScript to view the comments.</noscript>${app}`,
    ],
    ['a short note with an empty widget', `<article>${short}</article><my-widget></my-widget>${app}`],
    [
      'an article on JavaScript',
      `<article><h1>Off</h1>${`<p>How to enable JavaScript: ${PARAGRAPH}</p>`.repeat(3)}</article>${app}`,
    ],
    ['a short note, its bar of progress', `<div role="progressbar"></div><article>${short}</article>${app}`],
  ])('%s', (_name, body) => {
    expect(code(body)).toBeNull()
  })
})

describe('a page that is something else', () => {
  it.each([
    ['empty, without any script', '<div id="root"></div>', 'pageEmpty'],
    ['empty but for one that counts visitors', '<script>count(1)</script>', 'pageEmpty'],
    ['a login', `<div id="root"></div><form action="/login"><input type="password"></form>${app}`, 'loginRequired'],
    ['a picture', `<img src="/strip.png" alt="">${app}`, 'articleNotDetected'],
    [
      'a front page that was built',
      `<div id="__next"><ul>${'<li><a href="/1">A headline of some length, linked</a></li>'.repeat(40)}</ul></div><script id="__NEXT_DATA__" type="application/json">{}</script>${app}`,
      'articleNotDetected',
    ],
    ['data alone', '<div></div><script type="application/json">{"a":1}</script>', 'pageEmpty'],
  ])('%s', (_name, body, expected) => {
    expect(code(body)).toBe(expected)
  })
})
