import { expect, it } from 'vitest'
import { createCapture } from '../../../main/capture/index.ts'
import { chapter, makeEpub } from '../../support/sources/epub.ts'
import { article, PARAGRAPH } from '../server.ts'

const html = article(`<div class="newsletter-signup">A lamp in your inbox.</div><p>${PARAGRAPH}</p>`)

it('comes from the worker to who asked for it, and to nobody else', async () => {
  const capture = createCapture()
  try {
    const told = await capture.fromPage({ html }, { explain: true })
    expect(told.steps?.find(({ step }) => step === 'newsletter')?.notes).toEqual([
      { text: 'A lamp in your inbox.', words: 5, reason: 'asks to subscribe' },
    ])
    expect((await capture.fromPage({ html })).steps).toBeUndefined()
  } finally {
    await capture.close()
  }
})

it('begins with what a file was taken for, and with what it states itself', async () => {
  const capture = createCapture()
  const book = makeEpub({
    metadata: '<dc:title>Le Phare</dc:title><dc:creator>Zoé Noël</dc:creator><dc:language>fr</dc:language>',
    files: [{ path: 'a.xhtml', content: chapter(`<h1>Un</h1><p>${PARAGRAPH}</p>`), spine: true }],
  })
  const firstOf = async (bytes: Uint8Array, name: string) => {
    const { steps } = await capture.fromPage({ bytes, name }, { explain: true })
    return steps?.[0]
  }
  const bytes = (text: string) => new TextEncoder().encode(text)
  try {
    const first = await firstOf(book, 'phare.epub')
    expect(first?.step).toBe('source')
    expect(first?.notes.map(({ reason, text }) => [reason, text])).toEqual(
      expect.arrayContaining([
        ['what it was taken for', 'EPUB'],
        ['title, as it states itself', 'Le Phare'],
        ['byline, as it states itself', 'Zoé Noël'],
        ['lang, as it states itself', 'fr'],
      ]),
    )
    const notes = '---\ntitle: 余白\ntags: [a, b]\n---\n\n# 余白\n\n- **一**\n- 二\n'
    expect((await firstOf(bytes(notes), 'notes.md'))?.notes.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Markdown', '余白', 'a, b']),
    )
    expect((await firstOf(bytes(PARAGRAPH), 'notes.txt'))?.notes[0]?.text).toBe('plain text')
    expect((await firstOf(bytes(`<!doctype html>${html}`), 'page.html'))?.notes[0]?.text).toBe('HTML')
    const piece = await capture.fromPage({ html: `<p>${PARAGRAPH}</p>` }, { explain: true })
    expect(piece.steps?.[0]?.notes[0]?.text).toBe('a piece of HTML')
  } finally {
    await capture.close()
  }
})
