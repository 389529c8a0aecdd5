import { describe, expect, it } from 'vitest'
import { extractArticle } from '../../../main/capture/extract/index.ts'
import { documentText } from '../../../main/core/document/text.ts'

const nights = ['第一夜', '第二夜', 'الليلة الثالثة', 'La quatrième nuit', 'The fifth night']
const told = (name: string, from = 0) =>
  `<p>${Array.from({ length: 3 }, (_unused, n) => `${name} ${from + n}: the keeper trimmed the wick, « trop longue » d’un doigt, and wrote down what the wind had done to the glass.`).join(' ')}</p>`
const full = nights.map((name) => told(name)).join('')
const beginning = told(nights[0] ?? '')
const textOf = (body: string) =>
  documentText(
    extractArticle({
      html: `<!doctype html><html lang="en"><head><title>The lamp</title></head><body><header><a href="/">Home</a></header>${body}<footer><p>Contact</p></footer></body></html>`,
      url: 'https://light.example/lamp',
      lang: null,
      whole: false,
      fallbackTitle: '',
    }).document,
  ).text
const times = (text: string, name: string) => text.split(`${name} 0:`).length - 1

describe('a full text that is hidden', () => {
  it.each([
    [
      'under a teaser',
      `<article><h1>The lamp</h1><div>${beginning}<a href="#">Read on</a></div><div hidden>${full}</div></article>`,
    ],
    [
      'under a teaser that is cut off',
      `<article><h1>The lamp</h1><div>${beginning}<p>第二夜 0: the keeper trimmed the wick, « trop longue » d’un…</p></div><div style="display: none">${full}</div></article>`,
    ],
    [
      'outside of the article',
      `<article><h1>The lamp</h1>${beginning}</article><div style="display:none">${full}</div>`,
    ],
    ['with its title', `<div><h1>The lamp</h1>${beginning}</div><article hidden><h1>The lamp</h1>${full}</article>`],
    [
      'from readers of screens',
      `<article><h1>The lamp</h1>${beginning}</article><div aria-hidden="true">${full}</div>`,
    ],
    [
      'in a template',
      `<article><h1>The lamp</h1>${beginning}</article><template><article>${full}</article></template>`,
    ],
    ['in noscript', `<article><h1>The lamp</h1>${beginning}</article><noscript>${full}</noscript>`],
  ])('is read in the place of its beginning: %s', (_name, body) => {
    const text = textOf(body)
    expect(nights.map((name) => times(text, name))).toEqual([1, 1, 1, 1, 1])
  })

  it('is none where it is a copy for printing', () => {
    const copy = `<div class="print" style="display:none"><h1>The lamp</h1>${full}<p>Printed from light.example</p></div>`
    const text = textOf(`<article><h1>The lamp</h1>${full}</article>${copy}`)
    expect(nights.map((name) => times(text, name))).toEqual([1, 1, 1, 1, 1])
    expect(text).not.toContain('Printed')
  })

  it('is none where it is another article', () => {
    const text = textOf(
      `<article><h1>The lamp</h1>${full}</article><article hidden><h2>The horn</h2>${full.replaceAll(' 0:', ' 7:').replaceAll('wick', 'horn')}</article>`,
    )
    expect(text).not.toContain('horn')
  })
})
