import { describe, expect, it } from 'vitest'
import { parsePage, plainText } from '../../../main/capture/extract/dom.ts'
import { clearPage } from '../../../main/capture/steps/index.ts'
import { createTrace } from '../../../main/capture/steps/trace.ts'
import { PARAGRAPH } from '../server.ts'

const URL_OF_PAGE = 'https://news.example/2024/story.html'
const around = (inside: string) =>
  `<html><body><article class="post"><h1>The keeper</h1><p>${PARAGRAPH}</p>${inside}<p>${PARAGRAPH}</p><p>${PARAGRAPH}</p></article></body></html>`
const cleared = (html: string, without: readonly string[] = []) => {
  const page = parsePage(html)
  clearPage(page, URL_OF_PAGE, createTrace(without))
  return plainText(page.body)
}
const link = (text: string) => `<a href="/2024/other.html">${text}</a>`
const cards = (tag: string) =>
  ['Oil lamps', 'Fog horns', 'Sea charts']
    .map((text) => `<${tag} class="c7"><img src="/i.jpg" alt=""><h4>${link(text)}</h4></${tag}>`)
    .join('')

describe('a step on the page', () => {
  it.each([
    ['hidden-label', '<span class="visually-hidden">Photograph shows</span>', 'Photograph'],
    ['hidden-label', '<div class="print-header"><span>www.news.example/2024/story</span></div>', 'www.news'],
    ['hidden-label', '<a class="skip-link" href="#main">Skip to the text</a>', 'Skip'],
    ['popover', '<div role="dialog"><p>Choose your region first</p></div>', 'region'],
    ['popover', '<span class="person-tooltip-content">Born in 1901</span>', '1901'],
    ['advertisement-box', '<div class="adSlot">Buy more oil</div>', 'oil'],
    ['advertisement-box', '<aside class="werbung">Öl im Angebot</aside>', 'Angebot'],
    ['cookies', '<div id="onetrust-banner">We value your privacy</div>', 'privacy'],
    ['comments', `<section id="comments"><p>${link('Ann')}: so true!</p></section>`, 'so true'],
    ['comments', '<ol class="comment-list"><li>Première !</li></ol>', 'Première'],
    ['share', '<ul class="social-share"><li><a href="https://x.example/share">Tell a friend</a></li></ul>', 'friend'],
    ['share', '<div class="partager"><a href="#">Envoyer à un ami</a></div>', 'ami'],
    ['newsletter', '<div class="newsletter-signup"><p>Lamps in your inbox, daily.</p></div>', 'inbox'],
    ['related', `<div class="relatedArticles"><h3>Next</h3>${link('The mill')}</div>`, 'mill'],
    ['related', `<div class="lire-aussi">${link('Le moulin')}</div>`, 'moulin'],
    ['related', `<ul class="noticias-relacionadas"><li>${link('El molino')}</li></ul>`, 'molino'],
    ['tags', `<div class="post-tags">${link('Lamps')} ${link('Fog')}</div>`, 'Lamps'],
    ['tags', '<p>Under: <a rel="tag" href="/t/lamps">Lamps</a> <a rel="tag" href="/t/fog">Fog</a></p>', 'Lamps'],
    ['author-box', '<div class="author-bio"><p>Jane Doe keeps a light.</p></div>', 'Jane'],
    ['stamp-line', '<div class="entry-meta">Posted on 3 May 2024</div>', '2024'],
    ['navigation', `<div class="breadcrumbs">${link('Home')} ${link('Lights')}</div>`, 'Home'],
    ['teasers', `<div>${cards('div')}</div>`, 'Fog horns'],
    ['teasers', `<ul>${cards('li')}</ul>`, 'Fog horns'],
  ])('%s takes its furniture, and nothing when it is switched off', (name, furniture, marker) => {
    expect(cleared(around(furniture))).not.toContain(marker)
    expect(cleared(around(furniture), [name])).toContain(marker)
    expect(cleared(around(furniture)).split(PARAGRAPH)).toHaveLength(4)
  })

  it.each([
    [
      'a quoted post in a frame named for it',
      `<div class="social-embed"><blockquote>${PARAGRAPH}</blockquote></div>`,
      PARAGRAPH,
    ],
    [
      'a name inside a sentence',
      `<p>It was <span class="author">Ann Lee</span> who lit the lamp that evening.</p>`,
      'Ann Lee',
    ],
    ['a formula for readers of screens', '<span class="visually-hidden"><math><mi>x</mi></math></span>', 'x'],
    ['who said a quotation', '<blockquote><p>Light it.</p><p class="author">Ann Lee</p></blockquote>', 'Ann Lee'],
    ['a program that is called like an advertisement', '<pre class="ad">lamp.on()</pre>', 'lamp.on()'],
    [
      'long prose whatever it is called',
      `<div class="related-story">${`<p>${PARAGRAPH}</p>`.repeat(4)}</div>`,
      PARAGRAPH,
    ],
    ['a date that is in a list', '<ul><li class="date">4 May 1901, the first night</li></ul>', '1901'],
    [
      'a gallery of the article’s own pictures',
      '<div><figure><a href="/a.jpg"><img src="/a.jpg"></a><figcaption>Dawn</figcaption></figure><figure><a href="/b.jpg"><img src="/b.jpg"></a><figcaption>Noon</figcaption></figure><figure><a href="/c.jpg"><img src="/c.jpg"></a><figcaption>Dusk</figcaption></figure></div>',
      'Noon',
    ],
  ])('leaves %s', (_name, inside, marker) => {
    const before = plainText(parsePage(around(inside)).body).split(marker).length
    expect(cleared(around(inside)).split(marker)).toHaveLength(before)
  })

  it.each(['piano', 'coral', 'donations'])('leaves a section about %s among others', (subject) => {
    const section = `<section id="${subject}"><h2>On ${subject}</h2><p>${PARAGRAPH}</p><p>${PARAGRAPH}</p></section>`
    expect(cleared(around(`${section}${`<p>${PARAGRAPH}</p>`.repeat(6)}`))).toContain(`On ${subject}`)
  })

  const noted = `<p>${PARAGRAPH} <a href="/2024/note.html">A note.</a></p><ul><li>Oil</li><li>Wick</li></ul>`
  it.each([
    ['modal', '<h2>Modal logic</h2>', `<p>${PARAGRAPH}</p>`],
    ['modal', '<header><h2>1.2 Of the modal verbs</h2></header>', noted],
    ['modal', '', `<p>${PARAGRAPH}</p>`.repeat(3)],
    ['respond', '<h2>How lamps respond to fog</h2>', noted],
    ['comments', '<h3>Comments of the engineers</h3>', noted],
    ['commentaires', '<h2>Les commentaires d’époque\u202f: « trop vif »</h2>', noted],
    ['donation', '<h2>Donations to the lighthouse</h2>', noted],
  ])('leaves the article’s own section with the id %s under %j', (id, heading, text) => {
    const section = `<section id="${id}">${heading}<p>${PARAGRAPH}</p>${text}</section>`
    const rest = `<p>${PARAGRAPH}</p>`.repeat(8)
    const all = cleared(around(`${section}${rest}`))
    expect(all).toBe(cleared(around(`<section>${heading}<p>${PARAGRAPH}</p>${text}</section>${rest}`)))
  })

  it.each([
    ['modal', 'class="modal"', '<h2>Modal logic</h2>', ''],
    ['modal', '', '<h2>Choose your region</h2>', '<button>OK</button>'],
    ['modal', 'style="display: none"', '<h2>Modal logic</h2>', ''],
    ['respond', '', '<h3>Respond to this</h3>', '<form><textarea></textarea></form>'],
    ['comments', '', '<h3>3 comments</h3>', ''],
    ['comments', '', '<h3>Comments of readers</h3>', `<ol><li>${PARAGRAPH}</li><li>${PARAGRAPH}</li></ol>`],
    ['comments', '', '<h3>Comments of readers</h3>', '<div class="comment-body">So true!</div>'],
    ['donation', '', '<h3>Make a donation</h3>', '<a href="/give/donate">Donate now</a>'],
  ])('takes what is no section with the id %s, %s under %j with %j', (id, attribute, heading, more) => {
    const section = `<div id="${id}" ${attribute}>${heading}<p>Notmine: ${PARAGRAPH}</p><p>${PARAGRAPH}</p>${more}</div>`
    expect(cleared(around(`${section}${`<p>${PARAGRAPH}</p>`.repeat(8)}`))).not.toContain('Notmine')
  })

  it('believes no name that most of the page’s prose has', () => {
    const entries = Array.from(
      { length: 6 },
      (_unused, index) => `<div class="recommended-item"><h2>${index}</h2><p>${PARAGRAPH}</p>${link('Shop')}</div>`,
    )
    expect(cleared(`<html><body><h1>Six lamps</h1>${entries.join('')}</body></html>`)).toContain(PARAGRAPH)
  })

  it('keeps a page of comments where there is nothing else', () => {
    const thread = `<div class="comments">${`<div class="comment"><p>${PARAGRAPH}</p></div>`.repeat(5)}</div>`
    expect(cleared(`<html><body><h1>What is a lamp?</h1>${thread}</body></html>`)).toContain(PARAGRAPH)
  })
})

describe('a page that never ends', () => {
  const next = `<article><h1>The miller</h1><p>A mill. ${PARAGRAPH}</p></article>`
  const endless = (title: string) =>
    `<html><head><title>${title}</title></head><body>${around('')
      .replace(/<\/?(?:html|body)>/g, '')
      .replace('<p>', `<p>${PARAGRAPH} ${PARAGRAPH}`)}${next}</body></html>`

  it('loses the articles after the one that it is named for', () => {
    expect(cleared(endless('The keeper – The Quay'))).not.toContain('A mill.')
    expect(cleared(endless('The keeper – The Quay'), ['next-articles'])).toContain('A mill.')
  })

  it('keeps all of them where it is named for none', () => {
    expect(cleared(endless('The Quay'))).toContain('A mill.')
  })
})

describe('what a page hides', () => {
  const hidden = (attributes: string, text: string) =>
    around(`<div ${attributes}><p>${text} ${PARAGRAPH} ${PARAGRAPH} ${PARAGRAPH}</p></div>`)
  const attributes = (html: string, without: readonly string[] = []) => {
    const page = parsePage(html)
    clearPage(page, URL_OF_PAGE, createTrace(without))
    return page.querySelector('article > div')?.getAttributeNames().join(' ')
  }

  it('is opened where it is the rest of the article', () => {
    expect(attributes(hidden('hidden', 'Later that night'))).toBe('')
    expect(attributes(hidden('hidden', 'Later that night'), ['unfold'])).toBe('hidden')
  })

  it('is opened where it is a panel of an accordion', () => {
    const panels = ['Who?', 'Why?'].map(
      (question) => `<h3>${question}</h3><div style="display:none"><p>${question} ${PARAGRAPH} ${question}</p></div>`,
    )
    const page = parsePage(around(panels.join('')))
    clearPage(page, URL_OF_PAGE, createTrace())
    expect(page.querySelectorAll('[style*="none"]')).toHaveLength(0)
  })

  it('is opened where it is one of several tabs, however little prose is in it', () => {
    const tabs = ['npm add lamp', 'yarn add lamp'].map(
      (command, index) => `<div role="tabpanel"${index > 0 ? ' hidden' : ''}><pre>${command}</pre></div>`,
    )
    const page = parsePage(around(tabs.join('')))
    clearPage(page, URL_OF_PAGE, createTrace())
    expect([...page.querySelectorAll('pre')].map((each) => each.closest('[hidden]'))).toEqual([null, null])
  })

  it('stays hidden where the page shows it already', () => {
    expect(attributes(hidden('hidden', ''))).toBe('hidden')
  })

  it('is opened where all of the article is in noscript', () => {
    const page = parsePage(
      `<html><body><div id="app"></div><noscript>${`<p>${PARAGRAPH}</p>`.repeat(8)}</noscript></body></html>`,
    )
    clearPage(page, URL_OF_PAGE, createTrace())
    expect(page.querySelector('noscript')).toBeNull()
    expect(plainText(page.body)).toContain(PARAGRAPH)
  })
})

describe('the explanation', () => {
  it('tells in order what each step took and why', () => {
    const page = parsePage(
      around(`<div class="share">Tell a friend</div><div class="post-tags">${link('Lamps')}</div>`),
    )
    const trace = createTrace(['navigation'], true)
    clearPage(page, URL_OF_PAGE, trace)
    const steps = trace.result() ?? []
    expect(steps.map(({ step }) => step)).not.toContain('navigation')
    expect(steps.find(({ step }) => step === 'share')?.notes).toEqual([
      { text: 'Tell a friend', words: 3, reason: 'offers to share, follow or print' },
    ])
    expect(steps.findIndex(({ step }) => step === 'share')).toBeLessThan(steps.findIndex(({ step }) => step === 'tags'))
  })

  it('is not made where nobody asks', () => {
    const trace = createTrace()
    clearPage(parsePage(around('<div class="share">Tell a friend</div>')), null, trace)
    expect(trace.result()).toBeUndefined()
  })

  it('cuts long texts at whole characters', () => {
    const trace = createTrace([], true)
    trace.logFor('x')(`${'💡'.repeat(150)} ${'lamp '.repeat(100)}`, 'long')
    const [note] = trace.result()?.[0]?.notes ?? []
    expect(note?.text.isWellFormed()).toBe(true)
    expect(note?.words).toBeGreaterThan(90)
  })
})
