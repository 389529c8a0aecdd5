import { describe, expect, it } from 'vitest'
import { extractArticle } from '../../../main/capture/extract/index.ts'
import { documentText } from '../../../main/core/document/text.ts'

const told = (number: number) =>
  `<p>Night ${number} began like every other on the rock, and the keeper wrote down what its wind had done to the glass of lamp ${number}.</p>`
const tales = (count: number) => Array.from({ length: count }, (_unused, index) => told(index + 1)).join('')

function read(body: string, facts: object = {}) {
  const stated = JSON.stringify({ '@type': 'NewsArticle', headline: 'The keeper of the light', ...facts })
  const article = extractArticle({
    html: `<html lang="en"><head><title>The keeper of the light</title><script type="application/ld+json">${stated}</script></head><body><article><h1>The keeper of the light</h1><div class="body">${body}</div></article></body></html>`,
    url: 'https://light.example/keeper',
    lang: null,
    whole: false,
    fallbackTitle: '',
  })
  return { partial: article.partial, last: documentText(article.document).text.split('\n').at(-1) }
}

const paid = { isAccessibleForFree: 'False' }
const placed = (cssSelector: string) => ({
  hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector },
})
const offers = [
  '<div class="gate"><h2>Keep reading for 1 € a month</h2><p>Subscribe now to read this article and all of our stories.</p><ul><li>Unlimited access</li></ul></div>',
  '<p><b>This article is for subscribers only.</b></p><p>Already a subscriber? <a href="/login">Log in</a></p>',
  '<div class="lock"><p>Il vous reste 82\u00a0% de cet article à lire. La suite est réservée aux abonnés.</p></div>',
  '<p>この記事は有料会員限定です。残り 1,204文字</p>',
]
const night = (number: number) => expect.stringMatching(new RegExp(`^Night ${number} began`))

describe('a text that only subscribers read in whole', () => {
  it.each(offers)('is told to be a part where it ends in an offer, which is no part of it: %s', (offer) => {
    expect(read(tales(4) + offer, paid)).toEqual({ partial: 'paywall', last: night(4) })
    expect(read(tales(30) + offer, paid)).toEqual({ partial: 'paywall', last: night(30) })
  })

  it('is told to be a part where it breaks off, or where the place for the rest is empty', () => {
    expect(read(`${tales(4)}<p>What the keeper found in the morning was…</p>`, paid).partial).toBe('paywall')
    expect(read(tales(4), placed('.rest')).partial).toBe('paywall')
    expect(read(tales(4), placed(']no selector[')).partial).toBe('paywall')
  })

  it('is whole where the page has it, offer or not', () => {
    expect(read(`${tales(4)}<div class="rest">${tales(8)}</div>${offers[0]}`, placed('.rest'))).toEqual({
      last: night(8),
    })
    expect(read(tales(4), paid).partial).toBeUndefined()
    expect(read(tales(30), placed('.no-more')).partial).toBeUndefined()
  })

  it('is no text that everybody may read, whatever it says', () => {
    const words =
      '<p>Already a subscriber? That was what the card said, and it was the last that was ever found of him.</p>'
    expect(read(tales(4) + words)).toEqual({ last: expect.stringContaining('Already') })
    expect(read(`${tales(4)}<p>And so on…</p>`, { isAccessibleForFree: true }).partial).toBeUndefined()
  })
})
