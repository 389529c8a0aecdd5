import { describe, expect, it } from 'vitest'
import { parsePage } from '../../../main/capture/extract/dom.ts'
import { extractArticle } from '../../../main/capture/extract/index.ts'
import { readFacts } from '../../../main/capture/metadata/index.ts'

const prose =
  '<p>The keeper of the mill wrote every evening in the margin of his almanac what the river had brought.</p>'

function page(body: string, head = '', url: string | null = 'https://valley.example/stories/mill') {
  const html = `<html><head><title>The Mill at Night</title>${head}</head><body>${body}${prose.repeat(8)}</body></html>`
  return readFacts(parsePage(html), url, new Date('2026-01-01T00:00:00Z'))
}

const ld = (data: object) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`
const source = (facts: ReturnType<typeof page>, fact: string) => facts.told.find((each) => each.fact === fact)?.source

describe('days', () => {
  it.each([
    ['<h1>The Mill at Night</h1><p>Publié le 3 mars 2024 à 14 h 05</p>', '2024-03-03T14:05:00', null],
    ['<h1>The Mill at Night</h1><div>By Jane Doe <span>March 3, 2024</span></div>', '2024-03-03', null],
    ['<h1>The Mill at Night</h1><div class="meta">14. Dezember 2016, 18:30 Uhr</div>', '2016-12-14T18:30:00', null],
    ['<div><h1>The Mill at Night</h1></div><span class="post-date">14 marzo 2024</span>', '2024-03-14', null],
    ['<h1>The Mill at Night</h1><p>2024年3月14日</p>', '2024-03-14', null],
    ['<h1>The Mill at Night</h1><time datetime="2024-03-14T08:00:00Z">then</time>', '2024-03-14T08:00:00.000Z', null],
    ['<h1>The Mill at Night</h1><p>Published: March 3, 2024. Updated: March 5, 2024</p>', '2024-03-03', '2024-03-05'],
    ['<h1>The Mill at Night</h1><p>Updated <time datetime="2024-03-05">5 March</time></p>', null, '2024-03-05'],
    [
      '<h1>The Mill at Night</h1><p>Publié le 3 mars 2024 à 14h05, mis à jour le 4 mars 2024 à 9h</p>',
      '2024-03-03T14:05:00',
      '2024-03-04T09:00:00',
    ],
  ])('are read from the text beside the title: %s', (body, publishedAt, modifiedAt) => {
    expect(page(body)).toMatchObject({ publishedAt, modifiedAt })
  })

  it('are not those of other articles, of sentences, of tables, of the masthead or of readers', () => {
    const title = '<h1>The Mill at Night</h1>'
    const teaser = '<aside class="related"><a href="/x">Another</a> <time datetime="2020-01-01">then</time></aside>'
    expect(page(`${title}${teaser}`).publishedAt).toBeNull()
    expect(
      page(`${title}<p>On March 3, 2016, the mill burned down, and the keeper wrote of it for a year.</p>`).publishedAt,
    ).toBeNull()
    expect(page(`${title}<table><tr><th>Built</th><td>March 3, 1916</td></tr></table>`).publishedAt).toBeNull()
    expect(page(`<div class="current-date">November 23, 2025</div>${title}`).publishedAt).toBeNull()
    expect(page(`${title}<div class="comments"><time datetime="2020-01-01">then</time></div>`).publishedAt).toBeNull()
  })

  it('are those beside the title before those of a list', () => {
    const list = '<div><time datetime="2020-01-01"></time><time datetime="2020-01-02"></time></div>'
    const own = '<h1>The Mill at Night</h1><time datetime="2024-03-14"></time>'
    expect(page(`${list}${prose}${prose}${prose}${own}`).publishedAt).toBe('2024-03-14')
  })

  it('are never to come: a mistake, or an event’s day', () => {
    const head = '<meta property="article:published_time" content="2031-05-01"><meta name="date" content="2024-03-14">'
    const facts = page('', head)
    expect(facts.publishedAt).toBe('2024-03-14')
    expect(source(facts, 'publishedAt')).toBe('meta date')
  })

  it('tell of a change only where it came later', () => {
    const times = (published: string, modified: string) =>
      page(
        '',
        ld({ '@type': 'NewsArticle', headline: 'The Mill at Night', datePublished: published, dateModified: modified }),
      ).modifiedAt
    expect(times('2024-03-14T08:00:00Z', '2024-03-14T08:00:20Z')).toBeNull()
    expect(times('2024-03-14T08:00:00Z', '2024-03-13T08:00:00Z')).toBeNull()
    expect(times('2024-03-14', '2024-03-14T18:00:00Z')).toBeNull()
    expect(times('2024-03-14T08:00:00Z', '2024-03-14T09:00:00Z')).toBe('2024-03-14T09:00:00.000Z')
  })

  it('come from microdata, RDFa and microformats', () => {
    expect(page('<span itemprop="datePublished" content="2024-03-14T08:00:00+01:00">x</span>').publishedAt).toBe(
      '2024-03-14T07:00:00.000Z',
    )
    expect(page('<span property="schema:datePublished">14 March 2024</span>').publishedAt).toBe('2024-03-14')
    expect(page('<abbr class="published" title="2024-03-14">last week</abbr>').publishedAt).toBe('2024-03-14')
    expect(page('<time class="dt-updated" datetime="2024-03-15">x</time>').modifiedAt).toBe('2024-03-15')
  })

  it('come from the foot where a line there says that the page was changed', () => {
    const foot = '<footer><ul><li>This page was last edited on 14 March 2024, at 10:15 (UTC).</li></ul></footer>'
    expect(page(foot)).toMatchObject({ publishedAt: null, modifiedAt: '2024-03-14T10:15:00.000Z' })
  })
})

describe('names', () => {
  it.each([
    ['<h1>The Mill at Night</h1><p>Par Élodie Brûlé</p>', 'Élodie Brûlé'],
    ['<h1>The Mill at Night</h1><p>Von Jana Meier</p>', 'Jana Meier'],
    ['<h1>The Mill at Night</h1><p>作者：李雷</p>', '李雷'],
    ['<h1>The Mill at Night</h1><span class="vcard author"><span class="fn">Jane Doe</span></span>', 'Jane Doe'],
    ['<span itemprop="author" itemscope><meta itemprop="name" content="Jane Doe"></span>', 'Jane Doe'],
    ['<span property="schema:author">Jane Doe</span>', 'Jane Doe'],
    ['<a rel="author" href="/a">Jane Doe</a> and <a rel="author" href="/b">John Roe</a>', 'Jane Doe, John Roe'],
    ['<h1>The Mill at Night</h1><div>\n      By <a href="/x/7">Jane Doe</a> - 11/19/19</div>', 'Jane Doe'],
    ['<h1>The Mill at Night</h1><div><a href="/author/jane-doe/">Jane Doe</a></div>', 'Jane Doe'],
    ['<h1>The Mill at Night</h1><div class="byline"><b>Jane Doe</b><b>Business Columnist</b></div>', 'Jane Doe'],
    ['<h1>The Mill at Night</h1><p>2024年3月14日　文：山田太郎</p>', '山田太郎'],
    ['<h1>The Mill at Night</h1><p>By Jane Doe</p><aside><a rel="author">Somebody Else</a></aside>', 'Jane Doe'],
    ['<h1>The Mill at Night</h1><p>By the time it burned, nobody was there.</p>', null],
    [
      '<h1>The Mill at Night</h1><p>By Tuesday the river had risen and taken the whole of the lower mill away.</p>',
      null,
    ],
    ['<aside><div class="author">Somebody Else</div></aside>', null],
  ])('are read from the page: %s', (body, byline) => {
    expect(page(body).byline).toBe(byline)
  })

  it('of persons are preferred to accounts and to the site’s own', () => {
    const body = '<h1>The Mill at Night</h1><p class="byline">By Jane Doe</p>'
    const facts = page(
      body,
      '<meta name="author" content="admin_7"><meta property="og:site_name" content="The Valley">',
    )
    expect(facts.byline).toBe('Jane Doe')
    expect(source(facts, 'byline')).toBe('byline in the page')
    const own = '<meta name="author" content="The Valley"><meta property="og:site_name" content="The Valley">'
    expect(page(body, own).byline).toBe('Jane Doe')
    expect(page('', own).byline).toBe('The Valley')
  })
})

describe('JSON-LD', () => {
  it('is read in graphs and lists, with references, and of the page’s own article', () => {
    const graph = {
      '@graph': [
        { '@type': 'NewsArticle', headline: 'Another story', url: 'https://valley.example/stories/other' },
        {
          '@type': ['NewsArticle'],
          headline: 'The Mill at Night',
          mainEntityOfPage: { '@id': 'http://www.valley.example/stories/mill/' },
          author: [{ '@id': '#jane' }, { '@type': 'Person', givenName: 'John', familyName: 'Roe' }],
          publisher: { '@id': '#valley' },
          datePublished: ['2024-03-14'],
          inLanguage: 'en-GB',
          image: { '@type': 'ImageObject', url: ['/mill.jpg'] },
        },
        { '@type': 'Person', '@id': '#jane', name: 'Jane Doe' },
        { '@type': 'Organization', '@id': '#valley', name: 'The Valley' },
      ],
    }
    expect(page('', ld(graph))).toMatchObject({
      title: 'The Mill at Night',
      byline: 'Jane Doe, John Roe',
      site: 'The Valley',
      publishedAt: '2024-03-14',
      leadImage: 'https://valley.example/mill.jpg',
    })
  })
})

describe('sites', () => {
  it.each([
    ['<meta property="og:site_name" content="The Valley">', 'The Valley'],
    [
      `<meta property="og:site_name" content="Valley Inc">${ld({ '@type': 'Article', publisher: { name: 'Valley' } })}`,
      'Valley',
    ],
    [
      '<meta property="og:site_name" content="@valley"><meta name="application-name" content="The Valley">',
      'The Valley',
    ],
    [ld({ '@type': 'WebSite', name: 'The Valley' }), 'The Valley'],
    ['<title>The Mill at Night - Valley</title>', 'Valley'],
    ['', 'valley.example'],
  ])('%s', (head, site) => {
    const html = `<html><head>${head || '<title>The Mill at Night</title>'}</head><body>${prose}</body></html>`
    expect(readFacts(parsePage(html), 'https://www.valley.example/x').site).toBe(site)
  })
})

describe('titles', () => {
  const title = (head: string, body = '', url = 'https://valley.example/x') =>
    readFacts(parsePage(`<html><head>${head}</head><body>${body}${prose}</body></html>`), url).title
  const named = '<meta property="og:site_name" content="Le Cahier">'

  it.each([
    ['Les marges — Le Cahier', 'Les marges'],
    ['Les marges « Le Cahier', 'Les marges'],
    ['Le Cahier » Les marges', 'Les marges'],
    ['Le Cahier : les marges', 'les marges'],
    ['« Les marges », une histoire | Le Cahier', '« Les marges », une histoire'],
    ['Les marges : une histoire', 'Les marges : une histoire'],
    ['Fish &amp;amp; chips &amp;#8212; 🎉 | Le Cahier', 'Fish & chips — 🎉'],
    ['L&amp;rsquo;&amp;eacute;t&amp;eacute; &amp;laquo;\u00A0ici\u00A0&amp;raquo;', 'L’été «\u00A0ici\u00A0»'],
    ['\u200Fالمطحنة ليلا\u200F | Le Cahier', 'المطحنة ليلا'],
    ['本の余白｜Le Cahier', '本の余白'],
  ])('%s', (stated, expected) => {
    expect(title(`${named}<title>${stated}</title>`)).toBe(expected)
  })

  it('keep what their heading has', () => {
    const head = `${named}<title>Le Cahier : une histoire</title>`
    expect(title(head, '<h1>Le Cahier : une histoire</h1>')).toBe('Le Cahier : une histoire')
  })

  it('are not what the whole site is called', () => {
    const site =
      '<meta name="application-name" content="The Valley - Latest News"><meta property="og:title" content="The Valley - Latest News">'
    expect(title(`${site}<title>The Mill at Night</title>`)).toBe('The Mill at Night')
  })
})

describe('pictures and signs', () => {
  it('are no logos, and else the article’s first', () => {
    const logo = '<meta property="og:image" content="https://valley.example/img/logo.png">'
    expect(page('', logo).leadImage).toBeNull()
    expect(page('', `${logo}<meta name="twitter:image" content="/mill.jpg">`).leadImage).toBe(
      'https://valley.example/mill.jpg',
    )
    const html = `<html><head><title>The Mill</title>${logo}</head><body><article>${prose.repeat(5)}<img src="i.png" width="16" height="16"><img src="mill.jpg" width="800" height="600">${prose}</article></body></html>`
    const article = extractArticle({
      html,
      url: 'https://valley.example/x',
      lang: null,
      whole: false,
      fallbackTitle: '',
    })
    expect(article.leadImageUrl).toBe('https://valley.example/mill.jpg')
  })

  it.each([
    [
      '<link rel="icon" href="/s.png" sizes="16x16"><link rel="icon" href="/b.png" sizes="96x96">',
      'https://valley.example/b.png',
    ],
    [
      '<link rel="icon" href="/b.png" sizes="96x96"><link rel="apple-touch-icon" href="/t.png">',
      'https://valley.example/b.png',
    ],
    [
      '<link rel="shortcut icon" href="/f.ico"><link rel="apple-touch-icon" href="/t.png">',
      'https://valley.example/t.png',
    ],
    ['<link rel="mask-icon" href="/m.svg"><link rel="icon" href="/f.ico">', 'https://valley.example/f.ico'],
    [
      '<link rel="icon" type="image/svg+xml" href="/i.svg"><link rel="icon" href="/f.ico">',
      'https://valley.example/i.svg',
    ],
    ['<link rel="icon" href="data:image/png;base64,AAAA">', 'data:image/png;base64,AAAA'],
    ['<link rel="icon" href="javascript:alert(1)">', null],
    ['<link rel="stylesheet" href="/icon.css">', null],
  ])('%s', (head, icon) => {
    expect(page('', head).favicon).toBe(icon)
  })
})

it('tells on request which source gave each fact', () => {
  const html = `<html lang="en"><head><title>The Mill at Night - Valley</title><meta name="author" content="Jane Doe"></head><body><h1>The Mill at Night</h1><p>March 14, 2024</p>${prose.repeat(6)}</body></html>`
  const { steps } = extractArticle({
    html,
    url: 'https://valley.example/x',
    lang: null,
    whole: false,
    fallbackTitle: '',
    explain: true,
  })
  const notes = steps?.find(({ step }) => step === 'facts')?.notes.map(({ text, reason }) => `${text}: ${reason}`)
  expect(notes).toEqual(
    expect.arrayContaining([
      'The Mill at Night: title, from heading',
      'Jane Doe: byline, from meta author',
      '2024-03-14: publishedAt, from line beside the title',
      'Valley: site, from the page’s title',
      'en: lang, from declared',
    ]),
  )
})

describe('a title without a heading', () => {
  const text = '<p>川の水車小屋の番人は毎晩、川が運んできたものを暦の余白に書き留めた。</p>'.repeat(8)
  const titleOf = (title: string, head = '<meta property="og:site_name" content="谷新聞">', foot = '') =>
    readFacts(
      parsePage(`<html lang="ja"><head><title>${title}</title>${head}</head><body>${text}${foot}</body></html>`),
      'https://tani.example/a',
    ).title

  it.each(['|', '｜', ' | ', '・', '-', '–', ' – '])('loses the site’s name after “%s”', (mark) => {
    expect(titleOf(`夜の水車小屋${mark}谷新聞`)).toBe('夜の水車小屋')
    expect(titleOf(`谷新聞${mark}夜の水車小屋`)).toBe('夜の水車小屋')
    expect(titleOf(`夜の水車小屋${mark}谷新聞`, '<meta property="og:site_name" content="海の便り">')).toContain(
      '谷新聞',
    )
  })

  it('loses what links home, feeds and the copyright call the site', () => {
    expect(titleOf('夜の水車小屋|谷新聞', '', '<a href="/"><img alt="谷新聞" src="logo.png"></a>')).toBe('夜の水車小屋')
    expect(titleOf('夜の水車小屋｜谷新聞', '<meta name="copyright" content="© 2024 谷新聞">')).toBe('夜の水車小屋')
    const feed = '<link rel="alternate" type="application/rss+xml" title="谷新聞 &raquo; フィード" href="/feed">'
    expect(titleOf('夜の水車小屋・谷新聞', feed)).toBe('夜の水車小屋')
    expect(titleOf('夜の水車小屋|谷・新聞', '<meta property="og:site_name" content="谷・新聞">')).toBe('夜の水車小屋')
    expect(titleOf('夜の水車小屋|谷新聞', '')).toBe('夜の水車小屋|谷新聞')
  })
})

describe('catalogued authors', () => {
  const bylineOf = (...names: string[]) =>
    page('', names.map((name) => `<meta name="citation_author" content="${name}">`).join('')).byline

  it('are read given name first', () => {
    expect(bylineOf('Okafor, Adaeze')).toBe('Adaeze Okafor')
    expect(bylineOf('Okafor, Adaeze', 'van der Meer, Jan P.')).toBe('Adaeze Okafor, Jan P. van der Meer')
    expect(page('', '<meta name="dc.creator" content="Brûlé, Élodie">').byline).toBe('Élodie Brûlé')
  })

  it('stay as they are where the comma parts something else', () => {
    expect(bylineOf('Jane Doe, John Roe')).toBe('Jane Doe, John Roe')
    expect(bylineOf('Doe, Jane, and Roe, John')).toBe('Doe, Jane, and Roe, John')
    expect(bylineOf('Jane Doe, PhD')).not.toContain('PhD Jane')
    expect(page('', '<meta name="author" content="Okafor, Adaeze">').byline).toBe('Okafor, Adaeze')
  })
})
