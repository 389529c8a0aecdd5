/**
 * A typical article page, written by chance from a seed: about 30 KB of article (paragraphs with links and emphasis,
 * headings, a list, a table, a quotation, code, a picture's place) inside the furniture that real pages carry
 * (navigation, share bar, related links, comments, inline scripts, styles and data). Its measure is taken from 28 real
 * news and blog pages with an article of 15 to 60 KB: in the median 172 KB of HTML, 769 elements, 23 KB of article.
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

export function articlePage(seed: number, articleBytes = 30_000): { html: string; title: string } {
  const next = random(seed * 7919 + 17)
  const word = () => words[Math.floor(next() * words.length)] ?? 'page'
  const phrase = (count: number) => Array.from({ length: count }, word).join(' ')
  const sentence = () => {
    const text = phrase(6 + Math.floor(next() * 16))
    return `${text[0]?.toUpperCase()}${text.slice(1)}.`
  }
  const inline = () => {
    const roll = next()
    if (roll < 0.12) return `<a href="/archive/${Math.floor(next() * 1e6)}">${phrase(3)}</a>.`
    if (roll < 0.2) return `<em>${phrase(2)}</em>, ${sentence()}`
    return sentence()
  }
  const paragraph = () =>
    `<p class="c-text">${Array.from({ length: 4 + Math.floor(next() * 4) }, inline).join(' ')}</p>`
  const special = [
    () => `<h2 id="h${Math.floor(next() * 1e6)}">${phrase(5)}</h2>`,
    () => `<ul>${Array.from({ length: 5 }, () => `<li>${sentence()}</li>`).join('')}</ul>`,
    () => `<blockquote><p>${sentence()} ${sentence()}</p></blockquote>`,
    () => `<pre><code class="language-js">const ${word()} = '${phrase(3)}'\n</code></pre>`,
    () =>
      `<table><caption>${phrase(4)}</caption>${Array.from({ length: 4 }, () => `<tr><td>${word()}</td><td>${word()}</td><td>${word()}</td></tr>`).join('')}</table>`,
    () =>
      `<figure><img src="${picture}" alt="${phrase(4)}" width="640" height="360"><figcaption>${sentence()}</figcaption></figure>`,
  ]
  const title = `${phrase(5)} ${seed}`
  let body = ''
  for (let index = 1; body.length < articleBytes; index++) {
    body += paragraph()
    if (index % 4 === 0) body += special[(index / 4) % special.length]?.() ?? ''
  }
  const links = (count: number) =>
    Array.from({ length: count }, () => `<li><a href="/l/${phrase(1)}">${phrase(4)}</a></li>`).join('')
  const related = (count: number) =>
    Array.from(
      { length: count },
      () =>
        `<div class="card"><div class="card__inner"><a class="card__link" href="/r/${word()}"><h4>${phrase(6)}</h4></a><p class="card__teaser">${phrase(9)}</p></div></div>`,
    ).join('')
  const state = JSON.stringify({
    props: Array.from({ length: 540 }, (_, id) => ({
      id,
      slug: phrase(4).replaceAll(' ', '-'),
      teaser: phrase(18),
      tags: [word(), word()],
    })),
  })
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | The Daily Margin</title>
<link rel="canonical" href="https://margin.example/articles/${seed}"><meta name="author" content="Ines Marrow">
<meta property="og:site_name" content="The Daily Margin"><meta property="og:title" content="${title}">
<meta name="description" content="${sentence()}"><meta property="article:published_time" content="2024-03-14T08:00:00Z">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"${title}","datePublished":"2024-03-14T08:00:00Z"}</script>
<style>${'.c-text{margin:0 0 1em}'.repeat(200)}</style><script>${'window.dataLayer=window.dataLayer||[];'.repeat(200)}</script></head>
<body><header class="site-header"><nav><ul>${links(40)}</ul></nav></header>
<main><article class="article"><h1>${title}</h1><p class="byline">By <a rel="author" href="/ines">Ines Marrow</a></p>
<div class="share-bar"><ul>${links(6)}</ul></div><div class="article-body">${body}</div></article>
<aside class="related"><h3>Related</h3><ul>${related(40)}</aside>
<section class="comments">${Array.from({ length: 55 }, () => `<div class="comment"><b>${word()}</b><p>${sentence()}</p></div>`).join('')}</section></main>
<script>window.__STATE__=${state}</script>
<footer><ul>${links(40)}</ul></footer></body></html>`
  return { html, title }
}
