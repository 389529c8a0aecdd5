import { join } from 'node:path'
import { unwrap } from '../../../main/core/result.ts'
import { encodeDocument } from '../../../main/library/durable-json.ts'
import { openLibrary } from '../../../main/library/index.ts'
import { openPostil } from '../../../main/postil.ts'
import { clock, ids, markOf, newArticle, page, sha } from '../records.ts'

const texts = [
  'La marge reste.',
  'قراءة في الهامش',
  '余白に読む。',
  'Il dit\u202F: «\u202FL’été\u202F».',
  'One',
  'Two',
] as const

/**
 * A library with one of everything: articles with and without previous versions, pictures of their own and a shared one,
 * pages, settings, the trash, a tombstone, backups, an index.
 */
export async function buildTemplate(path: string): Promise<void> {
  const library = await openLibrary({ path, clock, ids })
  const shared = picture('shared')
  for (const [number, text] of texts.entries()) {
    const own = picture(`own ${number}`)
    const document = {
      type: 'doc' as const,
      content: [
        { type: 'paragraph', content: [{ type: 'text', text }] },
        { type: 'image', attrs: { media: own.name, alt: 'Une plage' } },
        { type: 'image', attrs: { media: shared.name, alt: '余白' } },
      ],
    }
    const article = newArticle({ title: `Titre ${number}`, leadImage: own.name, url: null, canonicalUrl: null })
    const { id } = await library.createArticle({ ...article, document, original: page, media: [own, shared] })
    const contentHash = sha(encodeDocument(document))
    if (number % 2 === 0) continue
    await library.updateArticle(id, (kept) => ({ ...kept, tags: ['été', 'هامش'], favourite: true }))
    await library.updateHighlights(id, () => [{ ...markOf(id, 'une'), contentHash }])
    await library.updateHighlights(id, (marks) => [...marks, { ...markOf(id, '二つ目'), contentHash }])
  }
  await library.updateSettings((settings) => ({ ...settings, fontSize: 24, dailyBackups: false }))
  await library.updateSettings((settings) => ({ ...settings, fontSize: 25 }))
  await library.close()

  const { reader, ready, close } = await openPostil({ libraryPath: path })
  await ready
  const { items } = unwrap(await reader.listArticles({}))
  const [trashed, gone] = items.map(({ id }) => id)
  if (!trashed || !gone) throw new Error('the articles are not there')
  unwrap(await reader.deleteArticles({ ids: [trashed, gone] }))
  unwrap(await reader.emptyTrash({ ids: [gone] }))
  unwrap(await reader.backupLibrary({ path: join(path, 'backups', 'mine.zip') }))
  await close()
}

function picture(name: string): { name: string; bytes: Uint8Array } {
  const bytes = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, ...new TextEncoder().encode(name)])
  return { name: `${sha(bytes)}.png`, bytes }
}
