import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DocumentJSON } from '../../main/core/document/types.ts'
import { document, freshPath, newArticle, openAt, page, picture, pictureName, sha } from './support.ts'

const other: DocumentJSON = {
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: '« Autre »\u202F! 余白 هامش' }] }],
}
const pageOf = (text: string) => new TextEncoder().encode(`<p>${text}</p>`)
const day = (number: number) => `2026-04-0${number}T00:00:00.000Z`

/** An article with a text from a page, and then another one. */
async function prepared(first: { original: Uint8Array | null } = { original: page }) {
  const path = freshPath()
  const library = await openAt(path)
  const { id, current, versions } = await library.createArticle({ ...newArticle(), ...first })
  const second = { document: other, original: pageOf('deux'), media: [], capturedAt: day(2) }
  await library.addVersion(id, second, (article) => article)
  const again = (original: Uint8Array | null) =>
    library.addVersion(id, { document, original, media: [], capturedAt: day(3) }, (article) => ({
      ...article,
      title: 'Encore',
    }))
  return { path, library, id, first: current, versions, again }
}

describe('a text that comes again', () => {
  it.each([['from another page', pageOf('trois')] as const, ['from no page', null] as const])(
    '%s is shown again, with its first page and its first day',
    async (_name, original) => {
      const { library, id, first, versions, again } = await prepared()
      const shown = await again(original)
      expect(shown).toMatchObject({ current: first, title: 'Encore' })
      expect(shown.versions).toHaveLength(2)
      expect(shown.versions[0]).toEqual(versions[0])
      expect(await library.readOriginal(id, sha(page))).toEqual(Buffer.from(page))
      expect(await library.verify()).toMatchObject({ problems: [], unused: [] })
    },
  )

  it('gets the page that it had none of', async () => {
    const { library, first, again } = await prepared({ original: null })
    const shown = await again(pageOf('trois'))
    expect(shown.current).toBe(first)
    expect(shown.versions[1]).toEqual({ hash: first, original: sha(pageOf('trois')), capturedAt: day(3) })
    expect(await library.verify()).toMatchObject({ problems: [], unused: [] })
  })

  it('gets the new page where its own was lost', async () => {
    const { path, library, id, first, again } = await prepared()
    rmSync(join(path, 'articles', id, 'original', `${sha(page)}.html.gz`))
    const shown = await again(pageOf('trois'))
    expect(shown.current).toBe(first)
    expect(shown.versions.map(({ original }) => original)).toEqual([sha(pageOf('deux')), sha(pageOf('trois'))])
    expect(await library.verify()).toMatchObject({ problems: [], unused: [] })
  })

  it('as the one that another document becomes, keeps its own page', async () => {
    const { library, id, first, versions } = await prepared()
    const { current } = await library.readArticle(id)
    const media = [{ name: pictureName, bytes: picture }]
    const shown = await library.replaceDocument(id, { document, media, from: current }, (article) => article)
    expect(shown.current).toBe(first)
    expect(shown.versions).toEqual(versions)
    expect((await library.verify()).problems).toEqual([])
  })
})
