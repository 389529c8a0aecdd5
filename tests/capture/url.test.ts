import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  addressKey,
  articleKeys,
  believedCanonical,
  canonicalUrl,
  resolveLink,
  sameSite,
} from '../../main/capture/url.ts'

describe('the address to keep', () => {
  it.each([
    ['https://x.example/a?utm_source=n&id=3&fbclid=z#top', 'https://x.example/a?id=3'],
    ['http://x.example/a', 'https://x.example/a'],
    ['http://x.example:80/a/', 'https://x.example/a'],
    ['https://x.example:443', 'https://x.example/'],
    ['https://x.example/?', 'https://x.example/'],
    ['http://x.example:8080/a', 'http://x.example:8080/a'],
    ['https://user:word@X.Example./B//', 'https://x.example/B'],
    ['https://x.example/été?q=ü', 'https://x.example/%C3%A9t%C3%A9?q=%C3%BC'],
    ['  https://x.example/a  ', 'https://x.example/a'],
    ['https://x.example/a?titre=%E9t%E9&utm_source=n&b=1', 'https://x.example/a?titre=%E9t%E9&b=1'],
    ['https://app.example/#/été/12?utm_source=n', 'https://app.example/#/%C3%A9t%C3%A9/12?utm_source=n'],
    ['https://app.example/#!/story', 'https://app.example/#!/story'],
    ['https://www-x-example.cdn.ampproject.org/c/s/www.x.example/a/12', 'https://www.x.example/a/12'],
    ['https://www.google.co.uk/amp/s/x.example/a/12?utm_id=1', 'https://x.example/a/12'],
  ])('%s is %s', (url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical)
    expect(canonicalUrl(canonical)).toBe(canonical)
  })

  it.each(['', 'x.example', 'mailto:a@b.example', 'javascript:alert(1)', 'file:///a', 'http://'])(
    '%j is none',
    (url) => {
      expect(canonicalUrl(url)).toBeNull()
      expect(addressKey(url)).toBeNull()
    },
  )
})

const story = 'https://www.x.example/2024/03/the-story'

describe('one article', () => {
  test.each([
    // Scheme, host, port
    [story, 'http://x.example/2024/03/the-story'],
    [story, 'https://X.EXAMPLE.:443/2024/03/the-story'],
    [story, 'http://www.x.example:80/2024/03/the-story'],
    [story, 'https://user:word@x.example/2024/03/the-story'],
    ['http://x.example:8080/a', 'https://x.example:8080/a'],
    ['https://bücher.example/a', 'https://xn--bcher-kva.example/a'],
    ['https://日本.example/記事', 'https://xn--wgv71a.example/%E8%A8%98%E4%BA%8B'],
    // The telephone's edition
    [story, 'https://m.x.example/2024/03/the-story'],
    [story, 'https://mobile.x.example/2024/03/the-story'],
    ['https://fr.wiki.example/wiki/Été', 'https://fr.m.wiki.example/wiki/%C3%89t%C3%A9'],
    [story, `${story}?m=1`],
    [story, `${story}?mobileaction=toggle_view_mobile`],
    // AMP
    [story, 'https://amp.x.example/2024/03/the-story'],
    [story, `${story}/amp/`],
    [story, `${story}/amp`],
    [story, `${story}/amp.html`],
    [story, `${story}.amp`],
    [`${story}.html`, `${story}.amp.html`],
    [story, 'https://www.x.example/amp/2024/03/the-story'],
    [story, `${story}?amp=1`],
    [story, `${story}?amp`],
    [story, `${story}?outputType=amp`],
    [story, 'https://www-x-example.cdn.ampproject.org/c/s/www.x.example/2024/03/the-story?amp_js_v=0.1&usqp=mq'],
    [story, 'https://cdn.ampproject.org/v/s/www.x.example/2024/03/the-story/amp'],
    [story, 'https://www.google.com/amp/s/www.x.example/2024/03/the-story'],
    [story, 'https://www.google.fr/amp/x.example/2024/03/the-story'],
    // The printer's
    [story, `${story}/print`],
    [story, `${story}?print=1`],
    [story, `${story}?printable=yes`],
    [story, `${story}?view=print`],
    // Slashes and index files
    [story, `${story}/`],
    [story, 'https://www.x.example//2024/03//the-story'],
    [story, `${story}/index.html`],
    ['https://x.example/read/?id=3', 'https://x.example/read/index.php?id=3'],
    ['https://x.example', 'https://x.example/index.html?'],
    // Query
    ['https://x.example/a?b=1&a=2', 'https://x.example/a?a=2&b=1'],
    ['https://x.example/a?b=&c=1', 'https://x.example/a?c=1&b'],
    ['https://x.example/a?q=%C3%BC+x', 'https://x.example/a?q=ü%20x'],
    [story, `${story}?&`],
    // Fragments
    [story, `${story}#part-2`],
    [story, `${story}#:~:text=a%20passage`],
    [story, `${story}#/`],
    ['https://app.example/#/story/12', 'https://app.example/#/story/12/?utm_source=x'],
    // Escapes
    ['https://x.example/~ada/story', 'https://x.example/%7Eada/%73tory'],
    ['https://x.example/caf\u00e9-noir', 'https://x.example/cafe\u0301-noir'],
    ['https://x.example/%e9t%e9', 'https://x.example/%E9t%E9'],
    // Sessions
    [story, `${story};jsessionid=0A1B2C3D`],
    [story, `${story}?PHPSESSID=4f8b2`],
    ['https://x.example/t.php?t=5', 'https://x.example/t.php?s=0123456789abcdef0123456789abcdef&t=5'],
    ['https://x.example/a-b.aspx', 'https://x.example/(S(abcdefghij1234567890abcd))/a-b.aspx'],
    // Trackers
    [story, `${story}?utm_source=n&UTM_Medium=m&mc_cid=1&gclid=2&at_medium=3&_hsenc=4&xtor=5&share=twitter`],
    [story, `${story}?ref=letter.example`],
    [story, `${story}?replytocom=17#respond`],
    ['https://www.youtube.com/watch?v=abc', 'https://youtube.com/watch?v=abc&feature=share'],
  ])('%s and %s', (one, two) => {
    expect(addressKey(two)).toBe(addressKey(one))
  })
})

describe('different articles', () => {
  test.each([
    [story, 'https://www.x.example/2024/03/the-stories'],
    [story, 'https://www.y.example/2024/03/the-story'],
    [story, 'https://blog.x.example/2024/03/the-story'],
    [story, 'https://x.example:8080/2024/03/the-story'],
    [story, `${story}?page=2`],
    [story, `${story}/2`],
    ['https://x.example/?p=12', 'https://x.example/?p=13'],
    ['https://x.example/a?id=1', 'https://x.example/a?id=2'],
    ['https://x.example/a?pk_id=1', 'https://x.example/a?pk_id=2'],
    ['https://x.example/a?itm_no=1', 'https://x.example/a?itm_no=2'],
    ['https://x.example/a?ga_article=1', 'https://x.example/a?ga_article=2'],
    ['https://x.example/a?share_id=1', 'https://x.example/a?share_id=2'],
    ['https://x.example/a?a=1&a=2', 'https://x.example/a?a=2&a=1'],
    ['https://x.example/Story', 'https://x.example/story'],
    ['https://x.example/index.php?article-1', 'https://x.example/index.php?article-2'],
    // Languages
    ['https://x.example/fr/page', 'https://x.example/en/page'],
    ['https://fr.x.example/page', 'https://en.x.example/page'],
    [`${story}?lang=fr`, `${story}?lang=ar`],
    [`${story}?hl=fr`, story],
    // What looks like an edition, a session or a tracker, and is none
    ['https://dictionary.example/word/amp', 'https://dictionary.example/word'],
    ['https://dictionary.example/word/print', 'https://dictionary.example/word/amp'],
    ['https://m.co.uk/a', 'https://mobile.co.uk/a'],
    ['https://m.example/a', 'https://amp.example/a'],
    ['https://x.example/archive?m=202403', 'https://x.example/archive?m=202404'],
    ['https://x.example/?s=0123456789abcdef0123456789abcdef', 'https://x.example/?s=1123456789abcdef0123456789abcdef'],
    ['https://docs.example/api?version=mobile', 'https://docs.example/api?version=2'],
    ['https://code.example/file.md?ref=main', 'https://code.example/file.md?ref=next'],
    ['https://www.youtube.com/watch?v=abc', 'https://www.youtube.com/watch?v=abd'],
    // Routes
    ['https://app.example/#/story/12', 'https://app.example/#/story/13'],
    ['https://app.example/#!story', 'https://app.example/'],
    // Escapes that are not UTF-8, and a slash that is none
    ['https://x.example/a?q=%E9', 'https://x.example/a?q=%E8'],
    ['https://x.example/a%2Fb', 'https://x.example/a/b'],
    ['https://web.example/save/https://a.example/1', 'https://web.example/save/https://b.example/1'],
  ])('%s and %s', (one, two) => {
    expect(addressKey(two)).not.toBe(addressKey(one))
  })
})

const word = fc.stringMatching(/^[a-zé0-9]{1,8}$/u)
const address = fc
  .record({
    host: fc.array(word, { minLength: 1, maxLength: 2 }),
    path: fc.array(fc.oneof(word, fc.constantFrom('amp', 'print', 'index.html', '', 'fr', 'été', '%E9')), {
      maxLength: 4,
    }),
    query: fc.dictionary(
      fc.oneof(word, fc.constantFrom('id', 'p', 's', 'm', 'utm_source', 'ref')),
      fc.oneof(word, fc.constantFrom('1', '')),
      {
        maxKeys: 4,
      },
    ),
    hash: fc.constantFrom('', '#top', '#/a/b', '#!x', '#/'),
  })
  .map(({ host, path, query, hash }) => {
    const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`)
    return `https://${host.join('.')}.example/${path.join('/')}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}${hash}`
  })
  .filter((url) => URL.canParse(url))

describe('of any address', () => {
  test('the key of what is kept is the key of what was given', () => {
    fc.assert(
      fc.property(address, (url) => {
        expect(addressKey(canonicalUrl(url) ?? '')).toBe(addressKey(url))
      }),
      { numRuns: 2000 },
    )
  })

  test('a key is the key of itself', () => {
    fc.assert(
      fc.property(address, (url) => {
        const key = addressKey(url)
        expect(addressKey(`http://${key}`)).toBe(key)
      }),
      { numRuns: 2000 },
    )
  })

  test('trackers, the scheme, the edition and a place in the page make no difference', () => {
    fc.assert(
      fc.property(
        address.filter((url) => !url.includes('#')),
        fc.constantFrom('www', 'm', 'amp'),
        word,
        (url, edition, value) => {
          const marked = `${url}${url.includes('?') ? '&' : '?'}utm_campaign=${value}&fbclid=${value}#${value}`
          expect(addressKey(marked.replace('https://', `http://${edition}.`))).toBe(addressKey(url))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('another number, slug or host is another article', () => {
    const other = fc.tuple(word, word).filter(([one, two]) => one !== two)
    fc.assert(
      fc.property(address, other, (url, [one, two]) => {
        const numbered = (value: string) => {
          const given = new URL(url)
          return [
            Object.assign(new URL(url), { search: `${given.search}${given.search ? '&' : '?'}article=x${value}` }),
            Object.assign(new URL(url), { pathname: `${given.pathname}/x-${value}-x` }),
            Object.assign(new URL(url), { hostname: `x${value}x.${given.hostname}` }),
          ]
        }
        for (const [index, changed] of numbered(one).entries())
          expect(addressKey(changed.href)).not.toBe(addressKey(numbered(two)[index]?.href ?? ''))
      }),
      { numRuns: 1000 },
    )
  })
})

test('an article answers to its canonical address and to the one it was asked for by, if that names it', () => {
  const canonicalUrl = 'https://x.example/posts/42'
  const keys = (url: string | null) => articleKeys({ url, canonicalUrl })
  expect(keys('https://t.example/aB3xY')).toEqual(['x.example/posts/42', 't.example/aB3xY'])
  expect(keys('http://www.x.example/posts/42/?utm_source=n')).toEqual(['x.example/posts/42'])
  for (const moving of ['https://x.example/', 'https://x.example/latest', 'https://x.example/blog/today'])
    expect(keys(moving)).toEqual(['x.example/posts/42'])
  expect(keys(null)).toEqual(['x.example/posts/42'])
  expect(articleKeys({ url: null, canonicalUrl: null })).toEqual([])
  expect(articleKeys({ url: null, canonicalUrl: 'postil:welcome/fr' })).toEqual(['postil:welcome/fr'])
})

describe('the address that a page declares', () => {
  const page = 'https://www.x.example/news/2024/the-story?utm_source=n'
  test.each([
    ['/news/2024/the-story', page, 'https://www.x.example/news/2024/the-story'],
    ['http://m.x.example/s/99', page, 'http://m.x.example/s/99'],
    [
      'https://www.x.example/s/99',
      'https://x-example.cdn.ampproject.org/c/s/amp.x.example/s/99/amp',
      'https://www.x.example/s/99',
    ],
    ['https://x.example/2020/title', 'https://x.example/?p=123', 'https://x.example/2020/title'],
    ['https://x.example/articles/123', 'https://x.example/articles/123/a-slug', 'https://x.example/articles/123'],
    ['https://x.example/story?page=2', 'https://x.example/story?page=2&utm_id=1', 'https://x.example/story?page=2'],
    ['https://x.example/', 'https://x.example/index.html', 'https://x.example/'],
    ['https://y.example/a', null, 'https://y.example/a'],
  ])('%s on %s is believed', (declared, found, expected) => {
    expect(believedCanonical(declared, found)).toBe(expected)
  })

  test.each([
    ['another site', 'https://y.example/news/2024/the-story', page],
    ['a site whose name only ends alike', 'https://evilx.example/a', 'https://x.example/a'],
    ['the front page', '/', page],
    ['a section', 'https://www.x.example/news', page],
    ['an error', '/404.html', page],
    ['a login', 'https://accounts.x.example/login', page],
    ['another language', 'https://x.example/en/story', 'https://x.example/fr/story'],
    ['another language, asked for', 'https://x.example/story', 'https://x.example/story?lang=fr'],
    ['the first page of several', 'https://x.example/story', 'https://x.example/story?page=2'],
    ['the first page of several, by path', 'https://x.example/story', 'https://x.example/story/page/2'],
    ['a script’s front', 'https://app.example/app', 'https://app.example/app#/story/12'],
    ['no web address', 'javascript:alert(1)', page],
  ])('%s is not', (_, declared, found) => {
    expect(believedCanonical(declared, found)).toBeNull()
  })
})

it('knows sites', () => {
  expect(sameSite('https://www.x.example/', 'http://news.x.example/a')).toBe(true)
  expect(sameSite('https://x.example/', 'https://evilx.example/')).toBe(false)
})

it.each([
  ['../b', 'https://x.example/b'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  [' java\nscript:alert(1)', null],
  ['data:text/html,x', null],
  ['//y.example', 'https://y.example/'],
])('resolves %j', (href, url) => {
  expect(resolveLink(href, 'https://x.example/a/c')).toBe(url)
})
