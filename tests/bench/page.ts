/**
 * A typical article page, written by chance from a seed: about 30 KB of article (paragraphs with links and emphasis,
 * headings, a list, a table, a quotation, code, a picture's place) inside the furniture that real pages carry.
 *
 * Its measure is taken from 28 real news and blog pages with an article of 15 to 60 KB. Medians: 172 KB of HTML, 769
 * elements with 1,316 attributes, 1,025 texts of which 753 are blank, 26 scripts, 24 comments, 17 levels deep.
 */
const words =
  'the margin keeper wrote harbour light a small hand of ledger ships weather thought reader page book note answer between was and to in it that which paper evening slow ink remembers argued counted sea storm window question archive museum conservator nobody attention craft silence'.split(
    ' ',
  )

/** Inside the page, so that the network has no part in the figures. */
const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A multiplicative congruential generator (Park and Miller, 1988): the same page for the same seed on every machine. */
function random(seed: number): () => number {
  let state = seed % 2147483647 || 1
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index))

/** Children on lines of their own, as templates write them. */
const block = (tag: string, attributes: string, children: readonly string[]) =>
  `<${tag} ${attributes}>\n      ${children.join('\n      ')}\n    </${tag}>`

/** A part of the page within as many nested boxes. */
const boxed = (tag: string, name: string, depth: number, content: string): string =>
  depth === 0
    ? content
    : block(tag, `class="${name}__box ${name}__box--${depth}" id="${name}-${depth}" data-module="${name}"`, [
        boxed(tag, name, depth - 1, content),
      ])

/** A person's articles come from many houses, each with markup of its own. */
const houses = [
  { box: 'div', part: 'article', root: 'main', name: 'c', depth: 8, wrapped: true },
  { box: 'section', part: 'div', root: 'div', name: 'entry', depth: 5, wrapped: false },
  { box: 'div', part: 'section', root: 'main', name: 'story', depth: 10, wrapped: true },
  { box: 'div', part: 'div', root: 'div', name: 'post', depth: 7, wrapped: false },
  { box: 'section', part: 'article', root: 'div', name: 'txt', depth: 9, wrapped: true },
] as const

export function articlePage(seed: number, articleBytes = 30_000): { html: string; title: string } {
  const next = random(seed * 7919 + 17)
  const house = houses[seed % houses.length] ?? houses[0]
  const { name } = house
  const word = () => words[Math.floor(next() * words.length)] ?? 'page'
  const phrase = (count: number) => times(count, word).join(' ')
  const sentence = () => {
    const text = phrase(6 + Math.floor(next() * 16))
    return `${text[0]?.toUpperCase()}${text.slice(1)}.`
  }
  const run = () => {
    const roll = next()
    if (roll < 0.12)
      return `<a class="link" href="/archive/${Math.floor(next() * 1e6)}" data-track="body">${phrase(3)}</a>.`
    if (roll < 0.2) return `<em>${phrase(2)}</em>, ${sentence()}`
    return sentence()
  }
  const paragraph = () =>
    `<p class="${name}-text ${name}-text--body" data-${name}="text">${times(4 + Math.floor(next() * 4), run).join(' ')}</p>`
  const row = () =>
    block(
      'tr',
      `class="${name}-table__row"`,
      times(3, () => `<td>${word()}</td>`),
    )
  const special = [
    () => `<h2 id="h${Math.floor(next() * 1e6)}">${phrase(5)}</h2>`,
    () =>
      block(
        'ul',
        `class="${name}-list"`,
        times(5, () => `<li>${sentence()}</li>`),
      ),
    () => block('blockquote', `class="${name}-quote"`, [`<p>${sentence()} ${sentence()}</p>`]),
    () => `<pre><code class="language-js">const ${word()} = '${phrase(3)}'\n</code></pre>`,
    () => block('table', `class="${name}-table"`, [`<caption>${phrase(4)}</caption>`, ...times(4, row)]),
    () =>
      block('figure', `class="${name}-figure" data-${name}="image"`, [
        `<img src="${picture}" alt="${phrase(4)}" width="640" height="360">`,
        `<figcaption class="${name}-figure__caption">${sentence()}</figcaption>`,
      ]),
  ]
  /** What sites put between an article's paragraphs. */
  const between = [
    () =>
      block('div', 'class="slot slot--inline" data-ad="1" style="min-height:250px"', [
        `<div class="slot__box" id="ad-${Math.floor(next() * 1e6)}"><span class="slot__label">Advertisement</span></div>`,
      ]),
    () =>
      block('div', 'class="more more--inline"', [
        '<h3 class="more__title">More on this</h3>',
        block(
          'ul',
          'class="more__list"',
          times(3, () => `<li><a href="/m/${word()}">${phrase(7)}</a></li>`),
        ),
      ]),
    () =>
      block('div', 'class="newsletter" data-module="signup"', [
        `<p>${phrase(12)}</p>`,
        '<form action="/signup" method="post"><input type="email" name="mail"><button>Sign up</button></form>',
      ]),
  ]
  const title = `${phrase(5)} ${seed}`
  const parts: string[] = []
  for (let index = 1, bytes = 0; bytes < articleBytes; index++) {
    const added = [paragraph(), ...(index % 4 === 0 ? [special[(index / 4) % special.length]?.() ?? ''] : [])]
    bytes += added.join('').length
    // A wrapper for each paragraph, as editors of content systems make them.
    const wrap = (part: string) => block('div', `class="${name}-block" data-component="block"`, [part])
    parts.push(...(house.wrapped ? added.map(wrap) : added))
    if (index % 5 === 0) parts.push(between[(index / 5) % between.length]?.() ?? '')
  }
  const links = (count: number, name: string) =>
    block(
      'ul',
      `class="${name}__list" role="list"`,
      times(count, (index) =>
        block('li', `class="${name}__item" data-position="${index}"`, [
          `<a class="${name}__link" href="/l/${word()}"><span>${phrase(3)}</span></a>`,
        ]),
      ),
    )
  const card = () =>
    block('div', 'class="card card--small" data-track="related"', [
      '<!-- card -->',
      block('div', 'class="card__inner" data-index="0"', [
        `<a class="card__link" href="/r/${word()}"><h4 class="card__title">${phrase(6)}</h4></a>`,
      ]),
      `<p class="card__teaser" data-lines="2">${phrase(9)}</p>`,
    ])
  const comment = () =>
    block('div', `class="comment" id="c${Math.floor(next() * 1e9)}" data-depth="1"`, [
      `<b class="comment__author" data-user="${word()}" title="${word()}">${word()}</b>`,
      block('div', 'class="comment__body" role="text"', [`<p class="comment__text">${sentence()}</p>`]),
    ])
  const script = (index: number) =>
    `<script async data-name="s${index}">(function(){var a="${phrase(330)}";window.q=(window.q||[]).concat(a)})()</script>`
  const state = JSON.stringify(times(230, (id) => `${id} ${phrase(26)}`))

  const head = [
    '<meta charset="utf-8">',
    `<title>${title} | The Daily Margin</title>`,
    `<link rel="canonical" href="https://margin.example/articles/${seed}">`,
    '<meta name="author" content="Ines Marrow">',
    '<meta property="og:site_name" content="The Daily Margin">',
    `<meta property="og:title" content="${title}">`,
    `<meta name="description" content="${sentence()}">`,
    '<meta property="article:published_time" content="2024-03-14T08:00:00Z">',
    ...times(30, (index) => `<meta property="x:${word()}" name="m${index}" content="${phrase(4)}">`),
    `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"${title}","datePublished":"2024-03-14T08:00:00Z"}</script>`,
    `<style>${'.c-text{margin:0 0 1em}'.repeat(400)}</style>`,
    ...times(12, script),
  ]
  const article = block(house.part, `class="${name}-article" itemscope`, [
    `<h1 class="article__title">${title}</h1>`,
    '<p class="byline">By <a rel="author" href="/ines">Ines Marrow</a></p>',
    `<div class="share-bar">${links(5, 'share')}</div>`,
    block('div', 'class="article-body" itemprop="articleBody"', parts),
  ])
  const body = [
    block('header', 'class="site-header"', [block('nav', 'class="nav"', [links(26, 'nav')])]),
    boxed(house.box, `${name}-page`, house.depth, block(house.root, 'class="main"', [article])),
    block('aside', 'class="related"', ['<h3>Related</h3>', ...times(18, card)]),
    block('section', 'class="comments"', times(26, comment)),
    `<script>window.__STATE__=${state}</script>`,
    ...times(12, script),
    block('footer', 'class="site-footer"', [links(18, 'footer')]),
  ]
  return {
    html: `<!doctype html>\n<html lang="en">\n${block('head', 'data-build="1"', head)}\n${block('body', 'class="page"', body)}\n</html>`,
    title,
  }
}
