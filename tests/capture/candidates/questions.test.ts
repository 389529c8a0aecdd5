import { describe, expect, it } from 'vitest'
import { extractArticle } from '../../../main/capture/extract/index.ts'
import { documentText } from '../../../main/core/document/text.ts'

const text = (body: string, head = '') =>
  documentText(
    extractArticle({
      html: `<!doctype html><html lang="fr"><head><title>La lampe fume</title>${head}</head><body><header><a href="/">Accueil</a></header>${body}<footer><p>Contact</p></footer></body></html>`,
      url: 'https://phares.example/q/1',
      lang: null,
      whole: false,
      fallbackTitle: '',
    }).document,
  ).text
const says = (name: string, times: number) =>
  Array.from(
    { length: times },
    (_unused, n) => `${name} ${n} : la mèche, « trop longue » d’un doigt, noircit le verre.`,
  )
    .join(' ')
    .trim()
const question = says('Question', 2)
const answers = [says('Réponse longue', 12), says('Réponse brève', 2), says('Réponse tardive', 3)]
const post = (words: string, attributes: readonly string[] = ['', '']) =>
  `<div class="answer" ${attributes[0]}><div class="votes">12</div><div class="post" ${attributes[1]}><p>${words}</p></div><div class="user"><a href="/u/7">Zoé</a></div></div>`
const page = (item: readonly string[], own: readonly string[], answer: readonly string[]) =>
  `<div class="page" ${item[0]}><div ${item[1]}><div class="ask"><h1>La lampe fume</h1><div class="post" ${own[0]}><p>${question}</p></div></div><div class="replies">${answers.map((words) => post(words, answer)).join('')}</div></div></div>`
const none = ['', '']
const all = [question, ...answers]

describe('a page of a question and its answers', () => {
  it('keeps them all, told by microdata', () => {
    const item = (type: string) => `itemscope itemtype="https://schema.org/${type}"`
    const kept = text(
      page(
        [item('QAPage'), `itemprop="mainEntity" ${item('Question')}`],
        ['itemprop="text"'],
        [`itemprop="suggestedAnswer" ${item('Answer')}`, 'itemprop="text"'],
      ),
    )
    for (const words of all) expect(kept).toContain(words)
  })

  it('keeps them all, told by JSON-LD', () => {
    const entity = {
      '@type': 'Question',
      name: 'La lampe fume',
      text: `<p>${question}</p>`,
      acceptedAnswer: { '@type': 'Answer', text: answers[0] },
      suggestedAnswer: answers.slice(1).map((words) => ({ '@type': 'Answer', text: words })),
    }
    const data = JSON.stringify({ '@context': 'https://schema.org', '@type': 'QAPage', mainEntity: entity })
    const kept = text(page(none, none, none), `<script type="application/ld+json">${data}</script>`)
    for (const words of all) expect(kept).toContain(words)
  })

  it('keeps the questions of a list, with the one whose answer is long', () => {
    const items = all.map(
      (words, n) =>
        `<div itemscope itemprop="mainEntity" itemtype="https://schema.org/Question"><h3 itemprop="name">Et la lampe ${n} ?</h3><div itemscope itemprop="acceptedAnswer" itemtype="https://schema.org/Answer"><div itemprop="text"><p>${words}</p></div></div></div>`,
    )
    const kept = text(
      `<h1>La lampe fume</h1><div itemscope itemtype="https://schema.org/FAQPage">${items.join('')}</div>`,
    )
    for (const [n, words] of all.entries()) expect(kept).toContain(`Et la lampe ${n} ?\n${words}`)
  })
})

it('an article that ends with questions, or whose questions are not on the page, stays whole', () => {
  const story = Array.from({ length: 6 }, (_unused, n) => `<p>${says(`Chapitre ${n}`, 4)}</p>`).join('')
  const faq = (texts: readonly string[]) =>
    `<script type="application/ld+json">${JSON.stringify({
      '@type': 'FAQPage',
      mainEntity: texts.map((words) => ({
        '@type': 'Question',
        name: 'Et ?',
        acceptedAnswer: { '@type': 'Answer', text: words },
      })),
    })}</script>`
  const section = `<section><h2>Questions</h2>${all.map((words) => `<p>${words}</p>`).join('')}</section>`
  const whole = text(`<article><h1>La lampe fume</h1>${story}${section}</article>`, faq(all))
  for (const words of ['Chapitre 0', 'Chapitre 5', question]) expect(whole).toContain(words)
  const elsewhere = text(`<article><h1>La lampe fume</h1>${story}</article>`, faq(all))
  expect(elsewhere).toContain('Chapitre 5')
  expect(elsewhere).not.toContain('Réponse')
})
