import { describe, expect, it } from 'vitest'
import { extractArticle } from '../../../main/capture/extract/index.ts'
import { documentText } from '../../../main/core/document/text.ts'
import { PARAGRAPH } from '../server.ts'

const extract = (body: string, without: readonly string[] = [], head = '') =>
  extractArticle({
    html: `<!doctype html><html lang="en"><head><title>The keeper of the light</title>${head}</head><body>${body}</body></html>`,
    url: 'https://light.example/keeper',
    lang: null,
    whole: false,
    fallbackTitle: '',
    without,
    explain: true,
  })
const text = (...given: Parameters<typeof extract>) => documentText(extract(...given).document).text
/** A paragraph of its own for each number. */
const told = (number: number) => `<p>${tale(number)}</p>`
const tale = (number: number) =>
  `Night ${number} began like every other on the rock. The keeper climbed the ${number + 40} steps, trimmed wick ${number}, and wrote down what the wind of night ${number} had done to the glass.`
const tales = (from: number, to: number) =>
  Array.from({ length: to - from }, (_unused, index) => told(from + index)).join('')
const stated = (lines: readonly string[]) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'Article', headline: 'The keeper of the light', articleBody: lines.join('\n\n') })}</script>`
const menu = Array.from({ length: 30 }, (_unused, index) => `<li><a href="/s${index}">Section ${index}</a></li>`).join(
  '',
)

describe('the choice between candidates', () => {
  it('is Readability’s find where the page sets nothing apart', () => {
    const { steps } = extract(`<div><h1>The keeper</h1>${tales(0, 8)}</div>`)
    expect(steps?.find(({ step }) => step === 'candidates')?.notes ?? []).toEqual([])
  })

  it.each([
    ['itemprop', `itemprop="articleBody"`],
    ['RDFa', `property="schema:articleBody"`],
    ['a name', `class="entry-content"`],
    ['a name in another writing', `id="storyBody"`],
  ])('keeps parts that Readability drops for their names, told by %s', (_name, attribute) => {
    const part = `<div class="sidebar-extra-remark">${tales(4, 7)}</div>`
    const page = `<main><h1>The keeper</h1><div ${attribute}>${tales(0, 4)}${part}${tales(7, 9)}</div></main>`
    expect(text(page)).toContain(tale(5))
    expect(text(page, ['candidates'])).not.toContain(tale(5))
  })

  it('puts an article together that is split over several containers side by side', () => {
    const parts = [0, 1, 2, 3].map(
      (index) => `<section class="story-body">${told(index)}</section><div class="c${index}"></div>`,
    )
    const found = text(`<div id="page"><h1>The keeper</h1>${parts.join('')}</div>`)
    for (const index of [0, 1, 2, 3]) expect(found).toContain(tale(index))
  })

  it('finds a very short article among much else', () => {
    const page = `<div class="articleBody">${told(1)}<p>${tale(2)}</p><p>${tale(3)}</p></div><div class="x"><h3>Elsewhere</h3><ul>${menu}</ul></div>`
    const found = text(page)
    expect(found).toContain(tale(3))
    expect(found).not.toContain('Section 7')
  })

  it('brings the standfirst and the lead picture that stand over the body', () => {
    const part = `<div class="sidebar-extra-remark">${tales(4, 7)}</div>`
    const lead =
      '<p class="standfirst">Forty years alone with a lamp.</p><figure><img src="/lamp.jpg" width="900" height="600"><figcaption>The lamp</figcaption></figure>'
    const found = text(
      `<div class="page"><h1>The keeper</h1>${lead}<div class="entry-content">${tales(0, 4)}${part}</div></div>`,
    )
    expect(found).toContain('Forty years alone')
    expect(found.indexOf('Forty')).toBeLessThan(found.indexOf('Night 0'))
  })

  it('takes no abstract for the article', () => {
    const page = `<div class="post-text">${told(1)}<p>${tale(2)}</p></div><div class="c1">${tales(3, 30)}</div>`
    expect(text(page)).toContain(tale(20))
  })
})

describe('the stated articleBody', () => {
  const lines = Array.from({ length: 6 }, (_unused, index) => tale(index))
  const other = Array.from(
    { length: 8 },
    (_unused, index) =>
      `<p>Letter ${index} from a reader, who thinks that letter ${index} is about the sea, the whole sea, and nothing but the salt sea.</p>`,
  ).join('')

  it('leads to the blocks that hold it, with their structure', () => {
    const own = `<div class="c9">${tales(0, 3)}<blockquote>${told(3)}</blockquote>${tales(4, 6)}</div>`
    const page = `<div class="c3">${other}</div>${own}`
    const { document, steps } = extract(page, [], stated(lines))
    const found = documentText(document).text
    expect(found).toContain(tale(0))
    expect(found).not.toContain('Letter 3')
    expect(document.content.some(({ type }) => type === 'blockquote')).toBe(true)
    expect(steps?.find(({ step }) => step === 'candidates')?.notes[0]?.reason).toContain('articleBody')
    expect(text(page, ['candidates'], stated(lines))).toContain('Letter 3')
  })

  it('is the article where the page shows nothing of it', () => {
    expect(text('<div id="app"></div>', [], stated(lines))).toBe(lines.join('\n'))
  })

  it('says nothing where there are several, as on a page of many articles', () => {
    const page = `<div class="c3">${tales(20, 30)}</div>`
    const both = stated(lines) + stated([...lines].reverse())
    expect(text(page, [], both)).toContain(tale(25))
    expect(text(page, [], both)).not.toContain(tale(0))
  })

  it('is passed over where it is damaged', () => {
    const damaged = '<script type="application/ld+json">{"articleBody": "no end</script>'
    expect(text(`<article>${tales(0, 6)}${PARAGRAPH}</article>`, [], damaged)).toContain(tale(3))
  })
})

describe('key points between the standfirst and a feed', () => {
  const entries = Array.from(
    { length: 4 },
    (_unused, index) => `<div class="entry"><h3>Point ${index}</h3>${tales(index * 3, index * 3 + 3)}</div>`,
  )
  const page = (points: string) =>
    `<article><h1>The keeper of the light</h1><p class="standfirst">All that happened on the rock, hour by hour, as it was told.</p><div class="key-points"><h2>In short</h2><ul>${points}</ul></div><div class="feed">${entries.join('')}</div></article>`

  it('are kept in their place', () => {
    const kept = text(
      page('<li>The lamp went out at dusk on the rock.</li><li><a href="#p2">Two boats were lost.</a></li>'),
    )
    expect(kept).toMatch(/hour by hour[\s\S]*In short\nThe lamp went out[\s\S]*Two boats were lost\.[\s\S]*Point 0/)
  })

  it('are not what leads to other articles', () => {
    const links =
      '<li><a href="/a">The lamp went out at dusk on the rock.</a></li><li><a href="/b">Two boats were lost.</a></li>'
    expect(text(page(links))).not.toContain('Two boats were lost')
  })
})
