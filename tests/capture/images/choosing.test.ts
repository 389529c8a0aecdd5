import { describe, expect, it } from 'vitest'
import { parsePage } from '../../../main/capture/extract/dom.ts'
import { extractArticle } from '../../../main/capture/extract/index.ts'
import { suits } from '../../../main/capture/extract/pictures/sources.ts'
import { parseSrcset, pictureSource } from '../../../main/capture/extract/pictures.ts'
import { rescue } from '../../../main/capture/extract/rescue.ts'

const choose = (html: string) =>
  pictureSource(parsePage(`<html><body>${html}</body></html>`).querySelector('img') as Element)

/** The addresses of the images that a page has once everything that hides them was undone. */
const shown = (html: string) => {
  const page = parsePage(`<html><body>${html}</body></html>`)
  rescue(page, null)
  return [...page.querySelectorAll('img')].map((img) => img.getAttribute('src'))
}

const blank = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
const blurred = `data:image/jpeg;base64,${'/9j/4AAQ'.repeat(100)}`

describe('sets of addresses', () => {
  it('may hold commas', () => {
    expect(parseSrcset('https://x/w_100,h_50/a.jpg 100w, https://x/w_200,h_90/a.jpg 200w')).toEqual([
      { url: 'https://x/w_100,h_50/a.jpg', width: 100 },
      { url: 'https://x/w_200,h_90/a.jpg', width: 200 },
    ])
  })

  it('may lack the blanks between them', () => {
    expect(parseSrcset('a.jpg 300w,b.jpg 600w,\n c.jpg 2x')).toEqual([
      { url: 'a.jpg', width: 300 },
      { url: 'b.jpg', width: 600 },
      { url: 'c.jpg', width: 200 },
    ])
  })

  it.each([
    ['<img src="a.jpg" srcset="b.jpg 800w, c.jpg 5000w, d.jpg 1600w">', 'd.jpg'],
    ['<img src="a.jpg" srcset="b.jpg 800w, c.jpg 2560w, d.jpg 2561w">', 'c.jpg'],
    ['<img src="a.jpg" srcset="b.jpg 1x, c.jpg 2x">', 'c.jpg'],
    ['<img src="a.jpg" srcset="b.jpg 1.5x, c.jpg 3x, d.jpg">', 'c.jpg'],
    ['<img src="a.jpg" srcset="c.jpg 4000w, d.jpg 6000w">', 'c.jpg'],
    [`<img src="a.jpg" srcset="${blank} 100w, c.jpg 600w">`, 'c.jpg'],
    ['<img srcset="c.jpg">', 'c.jpg'],
  ])('%s', (html, chosen) => {
    expect(choose(html)).toBe(chosen)
  })
})

describe('picture', () => {
  it.each([
    // What the library keeps, in the page's order.
    [
      '<source type="image/jxl" srcset="j.jxl 900w"><source type="image/webp" srcset="w.webp 900w, v.webp 500w"><img src="a.jpg">',
      'w.webp',
    ],
    ['<source type="image/heic" srcset="h.heic"><img src="a.jpg">', 'a.jpg'],
    ['<source type="image/avif" srcset="a.avif 800w, a2.avif 2000w"><img src="a.jpg" srcset="b.jpg 1200w">', 'a2.avif'],
    // For a large window, as a browser on a desktop would choose.
    [
      '<source media="(min-width: 1024px)" srcset="large.jpg"><source media="(min-width: 600px)" srcset="mid.jpg"><img src="small.jpg">',
      'large.jpg',
    ],
    [
      '<source media="(max-width: 599px)" srcset="phone.jpg 1200w"><source media="(max-width: 1023px)" srcset="tablet.jpg 2000w"><img src="desk.jpg">',
      'desk.jpg',
    ],
    [
      '<source media="(min-width: 60em) and (orientation: landscape)" srcset="wide.jpg 1000w, wider.jpg 2000w"><img src="small.jpg">',
      'wider.jpg',
    ],
    ['<source media="(prefers-color-scheme: dark)" srcset="dark.png"><img src="light.png">', 'light.png'],
    ['<source media="print" srcset="print.png"><img src="screen.png">', 'screen.png'],
    // A script fills them in.
    [`<source data-srcset="s.webp 400w, l.webp 1400w"><img src="${blank}">`, 'l.webp'],
    [`<source media="(max-width: 400px)" srcset="phone.jpg"><img src="${blank}">`, 'phone.jpg'],
  ])('%s', (inside, chosen) => {
    expect(choose(`<picture>${inside}</picture>`)).toBe(chosen)
  })

  it.each([
    ['(min-width: 1200px)', true],
    ['screen and (max-width: 1200px)', false],
    ['(width >= 900px)', true],
    ['(400px <= width <= 900px)', false],
    ['(max-width: 500px), (min-width: 800px)', true],
    ['(min-resolution: 2dppx)', true],
    ['(hover: none)', false],
  ])('knows whether %s is a desktop’s window', (media, fits) => {
    expect(suits(media)).toBe(fits)
  })
})

describe('pictures that a script would load', () => {
  it.each([
    ['<img src="blank.gif" data-src="real.jpg">', 'real.jpg'],
    ['<img src="/static/1x1.png" data-original="real.jpg">', 'real.jpg'],
    [`<img src="${blank}" data-lazy-src="real.jpg">`, 'real.jpg'],
    [`<img src="${blurred}" data-src="real.jpg">`, 'real.jpg'],
    [`<img src="${blurred}" srcset="real.jpg">`, 'real.jpg'],
    ['<img src="data:image/gif;base64,R0lGOD" data-srcset="s.jpg 300w, l.jpg 900w">', 'l.jpg'],
    ['<img data-srcset="s.jpg, l.jpg 2x">', 'l.jpg'],
    ['<img src="preview.jpg" data-src="real.jpg">', 'real.jpg'],
    [`<img src="${blank}" data-src="p_{width}x.jpg" data-widths="[180, 360, 1080, 4000]">`, 'p_1080x.jpg'],
    // By any name.
    [`<img src="${blank}" data-deferred-img="https://x.example/real.webp?w=1">`, 'https://x.example/real.webp?w=1'],
    [`<img src="${blank}" data-img-set="s.jpg 320w, l.jpg 1280w">`, 'l.jpg'],
    // As data.
    [`<img src="${blank}" data-image='{"src":"real.jpg","alt":"x.jpg is not it"}'>`, 'real.jpg'],
    [`<img src="${blank}" data-dynamic-image='{"s.jpg":[160,90],"l.jpg":[1600,900],"xl.jpg":[3200,1800]}'>`, 'l.jpg'],
    [
      `<img src="${blank}" data-attrs='{"sizes":{"medium":{"url":"m.jpg","width":600},"large":{"url":"l.jpg","width":1200}}}'>`,
      'l.jpg',
    ],
    [`<img src="${blank}" data-props='{"srcset":"a.jpg 100w, b.jpg 700w"}'>`, 'b.jpg'],
    [`<img src="${blank}" data-props='{broken'>`, blank],
    // What is no placeholder stays, whatever else is there.
    ['<img src="real.jpg" data-author-image="face.jpg">', 'real.jpg'],
    ['<img src="blanket-coverage.png">', 'blanket-coverage.png'],
    ['<img src="data:image/png;base64,AAAA" data-page-url="https://x.example/">', 'data:image/png;base64,AAAA'],
    ['<img alt="nothing">', null],
  ])('%s', (html, chosen) => {
    expect(choose(html)).toBe(chosen)
  })

  it('are what a small one leads to, where that is the same by its name', () => {
    expect(choose('<a href="/up/mer-calme.jpg"><img src="/up/mer-calme-300x200.jpg"></a>')).toBe('/up/mer-calme.jpg')
    expect(choose('<a href="/full/mer.jpg"><img src="/thumbs/thumb_mer.jpg"></a>')).toBe('/full/mer.jpg')
    expect(choose('<a href="/up/autre.jpg"><img src="/up/mer-300x200.jpg"></a>')).toBe('/up/mer-300x200.jpg')
    expect(choose('<a href="/mer"><img src="/up/mer-300x200.jpg"></a>')).toBe('/up/mer-300x200.jpg')
  })

  it('are no dots that count visitors', () => {
    expect(shown('<img src="count.gif" width="1" height="1"><img src="c.png" style="width:1px;height:1px">')).toEqual(
      [],
    )
    expect(shown(`<img src="${blank}" data-src="real.jpg" width="1" height="1">`)).toEqual(['real.jpg'])
  })
})

describe('copies in noscript', () => {
  it.each([
    [`<img src="${blank}" alt="Mer"><noscript><img src="real.jpg" alt="Mer"></noscript>`, ['real.jpg']],
    [`<div><img class="lazy" src="blank.gif"></div><noscript><img src="real.jpg"></noscript>`, ['real.jpg']],
    [`<noscript><img src="real.jpg"></noscript><img src="${blank}">`, ['real.jpg']],
    ['<noscript><img src="/a/real.jpg?x=1"></noscript><img data-src="/b/real.jpg">', ['/b/real.jpg']],
    ['<noscript><img src="real.jpg"></noscript><p>Texte</p>', ['real.jpg']],
    ['<img src="one.jpg"><noscript><img src="one.jpg"></noscript><img src="two.jpg">', ['one.jpg', 'two.jpg']],
    [
      `<picture><img src="${blank}"></picture><noscript><picture><source srcset="l.webp 900w, m.webp 500w"><img src="s.jpg"></picture></noscript>`,
      ['l.webp'],
    ],
    ['<noscript><img src="count.gif" width="1" height="1"></noscript>', []],
  ])('%s', (html, sources) => {
    expect(shown(html)).toEqual(sources)
  })
})

describe('pictures that are painted or drawn', () => {
  it.each([
    ['<div class="hero-image" style="background-image: url(\'mer.jpg\')"></div>', 'mer.jpg'],
    [
      '<div role="img" aria-label="La mer" style="background:#eee url(mer.jpg) center/cover no-repeat"></div>',
      'mer.jpg',
    ],
    [
      '<figure><div style="background-image:url(&quot;mer.jpg&quot;);padding-bottom:66.6%"></div><figcaption>La mer</figcaption></figure>',
      'mer.jpg',
    ],
    ['<figure class="photo" style="background-image:url(mer.jpg)"></figure>', 'mer.jpg'],
    ['<div class="photo lazy" data-bg="/img/mer.webp"></div>', '/img/mer.webp'],
    ['<div class="media" data-background-image="url(/img/mer.webp)"></div>', '/img/mer.webp'],
    ['<a href="/mer" class="picture" style="background-image:url(mer.jpg)"></a>', 'mer.jpg'],
  ])('%s', (html, source) => {
    expect(shown(html)).toEqual([source])
  })

  it.each([
    '<div style="background-image:url(paper.png)">Un texte sur du papier.</div>',
    '<div style="background-image:url(paper.png)"></div>',
    '<div class="image" style="background-image:url(dot.png);width:12px;height:12px"></div>',
    '<span class="author-image" style="background-image:url(face.jpg)"></span>',
    '<div class="photo" style="background-image:linear-gradient(red, blue)"></div>',
    `<div class="photo" style="background-image:url(${blank})"></div>`,
  ])('but not %s', (html) => {
    expect(shown(html)).toEqual([])
  })

  it('keep the words that are said of them', () => {
    const page = parsePage(
      '<html><body><div role="img" aria-label="海" style="background:url(a.jpg)"></div></body></html>',
    )
    rescue(page, null)
    expect(page.querySelector('img')?.getAttribute('alt')).toBe('海')
  })

  const drawing = (attributes: string, inside = '<path fill="red" d="M0 0h9"/><circle r="9" fill="blue"/>') =>
    `<svg ${attributes} viewBox="0 0 640 400">${inside}</svg>`

  it('in the page itself become pictures where they are figures', () => {
    const [source = ''] = shown(`<figure>${drawing('')}<figcaption>Un schéma</figcaption></figure>`)
    expect(source).toMatch(/^data:image\/svg\+xml,/)
    expect(decodeURIComponent(source ?? '')).toContain('xmlns="http://www.w3.org/2000/svg"')
    expect(decodeURIComponent(source ?? '')).toContain('viewBox="0 0 640 400"')
    expect(shown(drawing('role="img" aria-label="Courbe"'))).toHaveLength(1)
    expect(shown(drawing('')), 'a drawing of which nothing is known').toEqual([])
    expect(shown(`<figure>${drawing('', '<use href="#icon"/>')}</figure>`)).toEqual([])
    expect(shown('<figure><svg role="img" width="16" height="16"><path fill="red"/><path/></svg></figure>')).toEqual([])
  })
})

it('remembers where else a page has a picture: the next smaller one, and what it shows by itself', () => {
  const prose = '<p>La meule tourne, écrit-elle, « à l’œil nu », et voilà pourquoi il faut tout garder.</p>'.repeat(8)
  const { otherPictures } = extractArticle({
    html: `<html><head><title>Le moulin</title></head><body><article><h1>Le moulin</h1>${prose}
      <p><img src="s.jpg" srcset="m.jpg 800w, l.jpg 1600w, xs.jpg 200w" alt="a"></p>${prose}
      <p><a href="photo.jpg"><img src="photo-300x200.jpg" alt="b"></a></p>
      <p><img src="${blank}" data-src="lazy.jpg" alt="c"></p><p><img src="plain.jpg" alt="d"></p></article></body></html>`,
    url: 'https://x.example/a/',
    lang: null,
    whole: false,
    fallbackTitle: '',
  })
  const at = (name: string) => `https://x.example/a/${name}`
  expect([...(otherPictures ?? [])]).toEqual([
    [at('l.jpg'), [at('m.jpg'), at('s.jpg')]],
    [at('photo.jpg'), [at('photo-300x200.jpg')]],
  ])
})
