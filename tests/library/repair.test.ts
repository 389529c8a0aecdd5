import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../main/core/model/article.ts'
import type { Highlight } from '../../main/core/model/highlight.ts'
import type { Library } from '../../main/library/types.ts'
import {
  clock,
  document,
  freshPath,
  highlight,
  newArticle,
  openAt,
  page,
  picture,
  pictureName,
  sha,
  snapshot,
} from './support.ts'

const later = { type: 'doc' as const, content: [{ type: 'paragraph', content: [{ type: 'text', text: '第二版。' }] }] }

/** An article with two versions, a picture and two notes; another one; settings; a tombstone. */
async function prepared() {
  const path = freshPath()
  const library = await openAt(path)
  const { id, current: first } = await library.createArticle(newArticle({ title: 'Les notes « en marge »' }))
  const marks = [highlight(id, 'قراءة'), highlight(id, '余白に')].map((mark) => ({ ...mark, contentHash: first }))
  await library.updateHighlights(id, () => marks.slice(0, 1))
  await library.updateHighlights(id, () => marks)
  const version = { document: later, original: page, media: [], capturedAt: '2026-03-15T00:00:00.000Z' }
  const article = await library.addVersion(id, version, (kept) => ({ ...kept, title: 'Autre titre' }))
  const other = await library.createArticle(newArticle({ canonicalUrl: null, leadImage: null }))
  const gone = await library.createArticle(newArticle({ canonicalUrl: null, deletedAt: clock().toISOString() }))
  await library.purge(gone.id)
  await library.updateSettings((settings) => ({ ...settings, fontSize: 20 }))
  await library.updateSettings((settings) => ({ ...settings, theme: 'dark' }))
  const folder = join(path, 'articles', id)
  return { path, library, id, folder, first, article, marks, other, gone: gone.id }
}

const filesOf = (path: string) => Object.keys(snapshot(path)).sort()
const notes = (marks: readonly Highlight[]) => marks.map(({ note }) => note).sort()
const damaged = (file: string, change: (text: string) => string) =>
  writeFileSync(file, change(readFileSync(file, 'utf8')))

async function repaired(library: Library) {
  const result = await library.verify({ repair: true })
  const again = await library.verify()
  expect(again.problems).toEqual(result.problems)
  expect(library.problems()).toEqual(result.problems)
  return result
}

describe('whatever is damaged', () => {
  const ways = ['emptied', 'cut', 'zeroed', 'flipped', 'removed', 'a folder', 'a link'] as const
  const spoil = (file: string, way: (typeof ways)[number], at: number): void => {
    const bytes = readFileSync(file)
    const index = Math.floor(at * bytes.length)
    if (way === 'emptied') writeFileSync(file, '')
    else if (way === 'cut') writeFileSync(file, bytes.subarray(0, index))
    else if (way === 'zeroed') writeFileSync(file, Buffer.alloc(bytes.length))
    else if (way === 'flipped') {
      bytes[index] = (bytes[index] ?? 0) ^ (1 << (index % 8))
      writeFileSync(file, bytes)
    } else {
      rmSync(file)
      if (way === 'a folder') mkdirSync(join(file, 'inside'), { recursive: true })
      if (way === 'a link') symlinkSync('/etc/passwd', file)
    }
  }

  it('a repair leaves nothing but what exists nowhere any more; it deletes nothing, and touches nothing else', async () => {
    const all = await prepared()
    await all.library.close()
    const names = filesOf(all.path)
    const master = `${all.path}-master`
    cpSync(all.path, master, { recursive: true })
    const damage = fc.record({
      file: fc.constantFrom(...names),
      way: fc.constantFrom(...ways),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(damage, { minLength: 1, maxLength: 2, selector: ({ file }) => file }),
        async (hurt) => {
          rmSync(all.path, { recursive: true, force: true })
          cpSync(master, all.path, { recursive: true })
          for (const { file, way, at } of hurt) spoil(join(all.path, file), way, at)
          const before = snapshot(all.path)
          const library = await openAt(all.path)
          try {
            const { problems } = await repaired(library)
            // A text or picture of which there is no copy, in an article that has nothing else to show.
            for (const { code, path } of problems) {
              expect(code).toBe('fileMissing')
              expect(hurt.map(({ file }) => file)).toContain(path)
            }
            const after = snapshot(all.path)
            // Every file's bytes are there, under its own name or in the quarantine.
            const kept = new Set(Object.values(after))
            for (const [name, hash] of Object.entries(before)) {
              if (!name.startsWith('quarantine') && !hurt.some(({ file }) => file === name || file === `${name}.bak`)) {
                expect([name, kept.has(hash) || /article\.json|highlights\.json/.test(name)]).toEqual([name, true])
              }
            }
            for (const [name, hash] of Object.entries(before)) {
              const own = hurt.some(({ file }) => file.includes(all.id) || file.startsWith('media'))
              if (!own && name.includes(all.id)) expect(after[name]).toBe(hash)
            }
            const article = await library.readArticle(all.id)
            expect(article.versions.length).toBeGreaterThan(0)
            const present = await library.readHighlights(all.id)
            if (!hurt.some(({ file }) => file.includes('highlights.json'))) {
              expect(notes(present)).toEqual(notes(all.marks))
            }
            expect(await library.tombstones()).toEqual(
              hurt.some(({ file, way }) => file.startsWith('tombstones') && way === 'removed') ? [] : [all.gone],
            )
          } finally {
            await library.close()
          }
        },
      ),
      { numRuns: 60, endOnFailure: true },
    )
  }, 120_000)
})

describe('a record', () => {
  it('that is lost with the one before it is built again from the text, the page and what of it is whole', async () => {
    const { library, id, folder, article, marks } = await prepared()
    damaged(join(folder, 'article.json'), (text) => text.slice(0, text.indexOf('"excerpt"')))
    damaged(join(folder, 'article.json.bak'), () => '\0\0\0\0')
    const { repairs, problems } = await repaired(library)
    expect(problems).toEqual([])
    expect(repairs).toMatchObject([{ path: `articles/${id}/article.json`, done: 'mended' }])
    const { title, byline, lang, current, versions, words } = await library.readArticle(id)
    expect({ title, byline, lang, current }).toEqual({
      title: 'Autre titre',
      byline: article.byline,
      lang: 'fr',
      current: article.current,
    })
    expect(versions.map(({ hash, original }) => [hash, original]).sort()).toEqual(
      article.versions.map(({ hash }, index) => [hash, index === 0 ? sha(page) : null]).sort(),
    )
    expect(words).toBeGreaterThan(0)
    expect(notes(await library.readHighlights(id))).toEqual(notes(marks))
  })

  it('of which nothing is left is built from the text alone, and yields to the record of another copy', async () => {
    const { library, id, folder, article } = await prepared()
    for (const name of ['article.json', 'article.json.bak']) rmSync(join(folder, name))
    expect((await repaired(library)).problems).toEqual([])
    const rebuilt = await library.readArticle(id)
    expect(rebuilt.versions).toHaveLength(2)
    expect(Date.parse(rebuilt.updatedAt)).toBeLessThanOrEqual(Date.now())
    expect(rebuilt.updatedAt).toBe(rebuilt.createdAt)
    const { mergeArticles } = await import('../../main/core/merge/index.ts')
    const own: Article = { ...article, createdAt: rebuilt.createdAt, changedAt: { title: '2099-01-01T00:00:00.000Z' } }
    expect(mergeArticles(rebuilt, own).title).toBe('Autre titre')
  })

  it('without a text is not given up while there are highlights: their quotations are the text', async () => {
    const { library, id, folder } = await prepared()
    for (const name of ['article.json', 'article.json.bak']) rmSync(join(folder, name))
    for (const name of ['content', 'original']) rmSync(join(folder, name), { recursive: true })
    expect((await repaired(library)).problems).toEqual([])
    const { current } = await library.readArticle(id)
    expect(JSON.stringify(await library.readDocument(id, current))).toContain('L’été')
    expect(await library.readHighlights(id)).toHaveLength(2)
  })

  it('a folder with nothing in it goes aside', async () => {
    const { path, library } = await prepared()
    const empty = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
    mkdirSync(join(path, 'articles', empty, 'content'), { recursive: true })
    expect((await library.verify()).problems).toMatchObject([{ code: 'fileMissing' }])
    const { problems, repairs } = await repaired(library)
    expect([problems, repairs.map(({ done }) => done)]).toEqual([[], ['movedAside']])
    expect(existsSync(join(path, 'articles', empty))).toBe(false)
  })

  it('of a newer Postil is not touched', async () => {
    const { library, folder } = await prepared()
    damaged(join(folder, 'article.json'), (text) => text.replace('"version": 2', '"version": 99'))
    rmSync(join(folder, 'original'), { recursive: true })
    const before = snapshot(folder)
    const { repairs } = await library.verify({ repair: true })
    expect(repairs).toEqual([])
    expect(snapshot(folder)).toEqual(before)
  })
})

describe('highlights', () => {
  it('that are whole are taken from a file that breaks off, and from the one before', async () => {
    const { library, id, folder, marks } = await prepared()
    damaged(join(folder, 'highlights.json'), (text) => text.slice(0, -30))
    expect((await repaired(library)).problems).toEqual([])
    expect(notes(await library.readHighlights(id))).toEqual(notes(marks.slice(0, 1)))
    damaged(join(folder, 'highlights.json'), (text) => `${text.slice(0, -3)}, {"version"`)
    damaged(join(folder, 'highlights.json.bak'), () => '')
    expect((await repaired(library)).problems).toEqual([])
    expect(notes(await library.readHighlights(id))).toEqual(notes(marks.slice(0, 1)))
  })

  it('of another article go to that one', async () => {
    const { library, id, folder, other, marks } = await prepared()
    const stray = { ...highlight(other.id, 'égarée'), contentHash: other.current }
    damaged(join(folder, 'highlights.json'), (text) => {
      const file = JSON.parse(text)
      return JSON.stringify({ ...file, future: 1, highlights: [...file.highlights, stray] })
    })
    expect((await repaired(library)).problems).toEqual([])
    expect(await library.readHighlights(other.id)).toEqual([stray])
    expect(notes(await library.readHighlights(id))).toEqual(notes(marks))
    expect(JSON.parse(readFileSync(join(folder, 'highlights.json'), 'utf8')).future).toBe(1)
  })

  it('of a version that there is not are those of the one that is shown', async () => {
    const { library, id, marks, article } = await prepared()
    await library.updateHighlights(id, () => marks.map((mark) => ({ ...mark, contentHash: 'e'.repeat(64) })))
    expect((await library.verify()).problems).toMatchObject([{ code: 'fileMissing' }])
    expect((await repaired(library)).problems).toEqual([])
    const kept = await library.readHighlights(id)
    expect(kept.map(({ contentHash }) => contentHash)).toEqual([article.current, article.current])
    expect(kept.map(({ updatedAt }) => updatedAt)).toEqual(marks.map(({ updatedAt }) => updatedAt))
  })

  it('lost with the file before are told of at every opening, until a repair has taken what is whole', async () => {
    const { path, library, id, folder, marks } = await prepared()
    const whole = readFileSync(join(folder, 'highlights.json'), 'utf8')
    writeFileSync(join(folder, 'highlights.json'), whole.slice(0, whole.lastIndexOf('"selectors"')))
    writeFileSync(join(folder, 'highlights.json.bak'), '')
    await expect(library.readHighlights(id)).rejects.toMatchObject({ code: 'recordDamaged' })
    const fresh = { ...highlight(id, 'après'), contentHash: marks[0]?.contentHash ?? '' }
    await library.updateHighlights(id, (present) => [...present, fresh])
    await library.close()
    for (let opening = 0; opening < 2; opening++) {
      const again = await openAt(path)
      const problems = again.problems()
      expect(problems.map(({ code }) => code)).toEqual(['recordDamaged', 'recordDamaged'])
      for (const problem of problems) expect(problem.path).toMatch(new RegExp(`^quarantine/${id}\\.highlights\\.json`))
      await again.close()
    }
    const last = await openAt(path)
    expect((await repaired(last)).problems).toEqual([])
    expect(notes(await last.readHighlights(id))).toEqual(notes([...marks.slice(0, 1), fresh]))
    await last.close()
    expect((await openAt(path)).problems()).toEqual([])
  })
})

describe('texts, pages and pictures', () => {
  it('come back from the quarantine and from copies under longer names', async () => {
    const { path, library, id, folder, first, article } = await prepared()
    const content = join(folder, 'content', `${first}.json`)
    const copies = [
      [content, join(dirname(content), `${first} (conflicted copy 2026-03-14).json`)],
      [join(path, 'media', pictureName), join(path, 'media', pictureName.replace('.png', '.sync-conflict-1.png'))],
    ] as const
    for (const [file, copy] of copies) renameSync(file, copy)
    const name = `${article.current}.json`
    const sound = readFileSync(join(folder, 'content', name))
    writeFileSync(join(folder, 'content', name), 'x')
    await expect(library.readDocument(id, article.current)).rejects.toMatchObject({ code: 'recordDamaged' })
    const [aside = ''] = readdirSync(join(path, 'quarantine'))
    writeFileSync(join(path, 'quarantine', aside), sound)
    const { problems, repairs } = await repaired(library)
    expect(problems).toEqual([])
    expect(repairs.every(({ done }) => done === 'mended')).toBe(true)
    expect(await library.readDocument(id, article.current)).toEqual(later)
    expect(await library.readDocument(id, first)).toEqual(document)
    expect(Buffer.from(await library.readMedia(pictureName))).toEqual(Buffer.from(picture))
  })

  it('a text that is lost for good gives way to the newest one that is there', async () => {
    const { library, id, folder, first, article, marks } = await prepared()
    rmSync(join(folder, 'content', `${article.current}.json`))
    expect((await repaired(library)).problems).toEqual([])
    const now = await library.readArticle(id)
    expect(now).toMatchObject({ current: first, title: 'Autre titre', updatedAt: article.updatedAt })
    expect(now.versions.map(({ hash }) => hash)).toEqual([first])
    expect(notes(await library.readHighlights(id))).toEqual(notes(marks))
  })

  it('the only text of an article is missed for ever, and said to be', async () => {
    const { path, library, other } = await prepared()
    rmSync(join(path, 'articles', other.id, 'content', `${other.current}.json`))
    const { problems } = await repaired(library)
    expect(problems.map(({ code, path: where }) => [code, where])).toEqual([
      ['fileMissing', `articles/${other.id}/content/${other.current}.json`],
    ])
    expect((await library.readArticle(other.id)).title).toBe('L’été')
  })

  it('no picture stands for an article where it is lost, and pages that are lost are not named', async () => {
    const { path, library, id, folder } = await prepared()
    rmSync(join(path, 'media', pictureName))
    rmSync(join(folder, 'original'), { recursive: true })
    const { problems } = await repaired(library)
    // The texts still have a place for it.
    expect(problems.map(({ path: where }) => where)).toContain(`media/${pictureName}`)
    const article = await library.readArticle(id)
    expect(article.leadImage).toBeNull()
    expect(article.versions.map(({ original }) => original)).toEqual([null, null])
  })

  it('a picture that nobody shows stays', async () => {
    const { path, library } = await prepared()
    const name = `${sha('seul')}.gif`
    writeFileSync(join(path, 'media', name), 'seul')
    const { unused, repairs } = await repaired(library)
    expect([unused, repairs]).toEqual([[`media/${name}`], []])
    expect(existsSync(join(path, 'media', name))).toBe(true)
  })
})

describe('what is no file of its own', () => {
  it.runIf(process.platform !== 'win32')(
    'in media, quarantine and tombstones is never followed, and hinders nothing',
    async () => {
      const { path, library, id } = await prepared()
      const outside = join(dirname(path), 'outside')
      mkdirSync(outside)
      writeFileSync(join(outside, 'secret'), 'secret')
      const linked = `${sha('secret')}.png`
      symlinkSync(join(outside, 'secret'), join(path, 'media', linked))
      mkdirSync(join(path, 'media', `${sha('un dossier')}.png`))
      mkdirSync(join(path, 'quarantine'))
      symlinkSync(outside, join(path, 'quarantine', `${id}.highlights.json.20260314T092653589Z`))
      mkdirSync(join(path, 'quarantine', `${id}.article.json.20260314T092653589Z`))
      const buried = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
      symlinkSync(join(outside, 'secret'), join(path, 'tombstones', `${buried}.json`))
      await expect(library.readMedia(linked)).rejects.toMatchObject({ code: 'mediaNotFound' })
      await expect(library.readMedia(`${sha('un dossier')}.png`)).rejects.toMatchObject({ code: 'mediaNotFound' })
      expect((await library.verify()).problems.length).toBeGreaterThan(3)
      expect((await repaired(library)).problems).toEqual([])
      expect(readdirSync(outside)).toEqual(['secret'])
      expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('secret')
      expect((await library.readArticle(id)).id).toBe(id)
    },
  )

  it('a folder with a picture’s name gives way to the picture', async () => {
    const path = freshPath()
    const library = await openAt(path)
    mkdirSync(join(path, 'media', pictureName, 'inside'), { recursive: true })
    await library.createArticle(newArticle())
    expect(lstatSync(join(path, 'media', pictureName)).isFile()).toBe(true)
    expect((await library.verify()).problems).toEqual([])
  })

  it('pictures are saved also where their folder went missing', async () => {
    const path = freshPath()
    const library = await openAt(path)
    rmSync(join(path, 'media'), { recursive: true })
    await library.createArticle(newArticle())
    expect((await library.readMedia(pictureName)).length).toBe(picture.length)
  })
})

it('strangers’ files are told of and stay', async () => {
  const { path, library, folder } = await prepared()
  const strange = ['notes.txt', 'articles/lu.md', `${folder.slice(path.length + 1)}/à lire.txt`, 'media/photo.jpg']
  for (const name of strange) writeFileSync(join(path, name), 'à moi')
  const { problems, unused, repairs } = await repaired(library)
  expect([problems, repairs]).toEqual([[], []])
  expect([...unused].sort()).toEqual(strange.sort())
  for (const name of strange) expect(readFileSync(join(path, name), 'utf8')).toBe('à moi')
})
