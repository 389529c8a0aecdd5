import { describe, expect, it } from 'vitest'
import { parsePage } from '../../../main/capture/extract/dom.ts'
import { clip, readFacts } from '../../../main/capture/metadata/index.ts'
import { withoutSite } from '../../../main/capture/metadata/title.ts'

describe('titles', () => {
  it.each([
    ['The lamp | The Daily Lamp', 'The Daily Lamp', null, 'The lamp'],
    ['Daily Lamp: The lamp - Daily Lamp', 'Daily Lamp', null, 'The lamp'],
    ['The lamp – nytimes', null, 'https://www.nytimes.com/x', 'The lamp'],
    ['Sea - a history', 'The Daily Lamp', null, 'Sea - a history'],
    ['The Daily Lamp', 'The Daily Lamp', null, 'The Daily Lamp'],
  ])('%s', (title, site, url, expected) => {
    expect(withoutSite(title, site, url)).toBe(expected)
  })
})

describe('readFacts', () => {
  const facts = (head: string, url: string | null = 'https://x.example/a/b') =>
    readFacts(parsePage(`<html><head>${head}</head><body><p>text</p></body></html>`), url)

  it('takes a canonical address of the same site only, and no front page', () => {
    expect(facts('<link rel="canonical" href="/c/?utm_medium=x">').canonicalUrl).toBe('https://x.example/c')
    expect(facts('<link rel="canonical" href="https://y.example/c">').canonicalUrl).toBe('https://x.example/a/b')
    expect(facts('<link rel="canonical" href="https://x.example/">').canonicalUrl).toBe('https://x.example/a/b')
    expect(facts('<meta property="og:url" content="https://m.x.example/d">').canonicalUrl).toBe('https://m.x.example/d')
    expect(facts('', null).canonicalUrl).toBeNull()
  })

  it('survives JSON-LD that is broken or nested', () => {
    expect(
      facts('<script type="application/ld+json">{"@type":"Article",</script><title>Fine title here</title>').title,
    ).toBe('Fine title here')
    const graph =
      '{"@graph":[{"@type":"NewsArticle","headline":"Headline\n here","author":["Jane Doe",{"name":"John Roe"}]}]}'
    expect(facts(`<script type="application/ld+json">${graph}</script>`)).toMatchObject({
      title: 'Headline here',
      byline: 'Jane Doe, John Roe',
    })
  })

  it('undoes entities that were written twice', () => {
    expect(facts('<meta property="og:title" content="Fish &amp;amp; chips &amp;#8212; a life">').title).toBe(
      'Fish & chips — a life',
    )
  })

  const said = (body: string, head = '') =>
    readFacts(parsePage(`<html><head>${head}</head><body>${body}</body></html>`), 'https://x.example/a/b')

  it('takes no name or day from readers’ comments, their form, or the life of a person', () => {
    const comments =
      '<ol class="comment-list"><li><cite class="author">A Reader</cite> <time datetime="2020-01-02">then</time></li></ol>' +
      '<div id="respond"><form><label class="author">Name (required)</label></form></div>'
    const box = '<table><tr><td>Born <span class="bday dtstart published">1898-02-28</span></td></tr></table>'
    expect(said(`${box}<p>text</p>${comments}`)).toMatchObject({ byline: null, publishedAt: null })
    const entry = '<p class="byline">By Jane Doe</p><time datetime="2024-03-14">14 March</time>'
    expect(said(`${box}${entry}${comments}`)).toMatchObject({ byline: 'Jane Doe', publishedAt: '2024-03-14' })
  })

  it('reads a name to the end of its line, and prefers one that is marked as the author', () => {
    expect(said('<div class="byline"><h6>Jane Doe</h6><p>November 15, 2019</p></div>').byline).toBe('Jane Doe')
    expect(said('<div class="byline"><div>By</div><div>JANE DOE</div><div>The Agency</div></div>').byline).toBe(
      'Jane Doe',
    )
    const picture = '<figure><img src="p.jpg"><span class="author">by Pat Lens</span></figure>'
    expect(said(`${picture}<a rel="author" href="/jane">Jane Doe</a>`).byline).toBe('Jane Doe')
  })

  it.each(['¶', ' #', '🔗'])('reads a heading without the sign that links to it: %s', (sign) => {
    const html = `<title>Retry policies | Handbook of Pumps</title><body><h1>Retry policies<a href="#r">${sign}</a></h1>`
    expect(facts(html).title).toBe('Retry policies')
  })

  it('tells a site’s name from its motto, and from titles that begin with it', () => {
    const head = (site: string, title: string) =>
      `<meta property="og:site_name" content="${site}"><meta property="og:title" content="${title}"><title>The Mill Burned Down at Night</title>`
    const motto = 'The Valley - News that matters'
    expect(said('', head(motto, motto))).toMatchObject({ site: 'The Valley', title: 'The Mill Burned Down at Night' })
    expect(said('', head('The Valley', 'The Valley view on mills: a night too late'))).toMatchObject({
      title: 'The Valley view on mills: a night too late',
    })
  })

  it('lets no odd address in as the lead picture', () => {
    expect(facts('<meta property="og:image" content="javascript:alert(1)">').leadImage).toBeNull()
    expect(facts('<meta property="og:image" content="/i.jpg">').leadImage).toBe('https://x.example/i.jpg')
  })
})

it('clips at a word, and never through a character', () => {
  expect(clip('one two three four', 12)).toBe('one two…')
  expect(clip('😀'.repeat(10), 5)).toBe('😀😀…')
  expect(clip('short')).toBe('short')
})
