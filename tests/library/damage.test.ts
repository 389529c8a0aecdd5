import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshPath, highlight, newArticle, openAt, sha } from './support.ts'

/** Ways in which disks and programs spoil files. */
const spoil: Record<string, (bytes: Buffer) => Buffer> = {
  empty: () => Buffer.alloc(0),
  truncated: (bytes) => bytes.subarray(0, bytes.length / 2),
  'filled with NUL': (bytes) => Buffer.alloc(bytes.length),
  'with two flipped bits': (bytes) => {
    const copy = Buffer.from(bytes)
    copy[0] = (copy[0] ?? 0) ^ 0x11
    return copy
  },
  'in another encoding': (bytes) => Buffer.from(bytes.toString('utf8').replace('{', '{"é":1,'), 'latin1'),
  'of another shape': () => Buffer.from('{"version":1,"id":7}'),
}

function damage(file: string, how: (bytes: Buffer) => Buffer): Buffer {
  const damaged = how(readFileSync(file))
  writeFileSync(file, damaged)
  return damaged
}

async function libraryOfTwo() {
  const path = freshPath()
  const library = await openAt(path)
  const { id } = await library.createArticle(newArticle())
  const other = await library.createArticle(newArticle({ title: 'Intact' }))
  return { path, library, id, other, folder: join(path, 'articles', id) }
}

describe.each(Object.entries(spoil))('a record %s', (_name, how) => {
  it('gives way to its previous version; the damaged file is kept and reported', async () => {
    const { path, library, id, folder } = await libraryOfTwo()
    await library.updateArticle(id, (article) => ({ ...article, title: 'Deux' }))
    const damaged = damage(join(folder, 'article.json'), how)

    expect((await library.readArticle(id)).title).toBe('L’été')
    expect(library.problems()).toMatchObject([{ code: 'recordRecovered', path: `articles/${id}/article.json` }])
    const [kept] = readdirSync(join(path, 'quarantine'))
    expect(readFileSync(join(path, 'quarantine', kept ?? ''))).toEqual(damaged)
    expect(library.problems()[0]?.details?.path).toBe(`quarantine/${kept}`)

    // What is in its place is sound, so that the next change has a sound previous version.
    await library.updateArticle(id, (article) => ({ ...article, title: 'Trois' }))
    expect(JSON.parse(readFileSync(join(folder, 'article.json.bak'), 'utf8')).title).toBe('L’été')
  })

  it('without a previous version is set aside; the others go on', async () => {
    const { path, library, id, other, folder } = await libraryOfTwo()
    const damaged = damage(join(folder, 'article.json'), how)

    await expect(library.readArticle(id)).rejects.toMatchObject({ code: 'recordDamaged' })
    const [kept] = readdirSync(join(path, 'quarantine'))
    expect(readFileSync(join(path, 'quarantine', kept ?? ''))).toEqual(damaged)
    const said = { code: 'recordDamaged', details: { path: `quarantine/${kept}` } }
    await expect(library.readArticle(id)).rejects.toMatchObject(said)
    await expect(library.updateArticle(id, (a) => a)).rejects.toMatchObject(said)
    expect(existsSync(join(folder, 'article.json'))).toBe(false)
    expect(library.problems()).toMatchObject([said])

    expect((await library.readArticle(other.id)).title).toBe('Intact')
    await library.close()
    const again = await openAt(path)
    await expect(again.readArticle(id)).rejects.toMatchObject(said)
    expect((await again.readArticle(other.id)).title).toBe('Intact')
  })
})

describe('highlights', () => {
  it('that cannot be read are never taken for none by a change', async () => {
    const { path, library, id, folder } = await libraryOfTwo()
    const damaged = damage(join(folder, 'highlights.json'), () => Buffer.from('{"highlights": [precious'))
    const change = library.updateHighlights(id, (present) => [...present, highlight(id)])
    await expect(change).rejects.toMatchObject({ code: 'recordDamaged' })
    const [kept] = readdirSync(join(path, 'quarantine'))
    expect(readFileSync(join(path, 'quarantine', kept ?? ''))).toEqual(damaged)
    // The loss was told and the file is kept: the article is of use again.
    expect(await library.readHighlights(id)).toEqual([])
    expect(library.problems()).toHaveLength(1)
  })

  it('with a damaged file and a damaged previous version lose neither', async () => {
    const { path, library, id, folder } = await libraryOfTwo()
    await library.updateHighlights(id, () => [highlight(id, 'un')])
    damage(join(folder, 'highlights.json'), () => Buffer.from('un'))
    damage(join(folder, 'highlights.json.bak'), () => Buffer.from('deux'))
    await expect(library.readHighlights(id)).rejects.toMatchObject({ code: 'recordDamaged' })
    const kept = readdirSync(join(path, 'quarantine'))
    expect(kept.map((name) => readFileSync(join(path, 'quarantine', name), 'utf8')).sort()).toEqual(['deux', 'un'])
  })

  it('whose file is gone come back from the previous version', async () => {
    const { library, id, folder } = await libraryOfTwo()
    await library.updateHighlights(id, () => [highlight(id, 'un')])
    await library.updateHighlights(id, (present) => [...present, highlight(id, 'deux')])
    rmSync(join(folder, 'highlights.json'))
    expect((await library.readHighlights(id)).map((mark) => mark.note)).toEqual(['un'])
    expect(existsSync(join(folder, 'highlights.json'))).toBe(true)
  })

  it('of another article are damage, not highlights of this one', async () => {
    const { library, id, other, folder } = await libraryOfTwo()
    const stray = { version: 1, highlights: [highlight(other.id)] }
    damage(join(folder, 'highlights.json'), () => Buffer.from(JSON.stringify(stray)))
    await expect(library.readHighlights(id)).rejects.toMatchObject({ code: 'recordDamaged' })
  })
})

it('files set aside at the same time under the same name are all kept', async () => {
  const { path, library, id, folder } = await libraryOfTwo()
  for (const text of ['un', 'deux', 'trois']) {
    writeFileSync(join(folder, 'highlights.json'), text)
    await expect(library.readHighlights(id)).rejects.toMatchObject({ code: 'recordDamaged' })
  }
  const kept = readdirSync(join(path, 'quarantine')).map((name) => readFileSync(join(path, 'quarantine', name), 'utf8'))
  expect(kept.sort()).toEqual(['deux', 'trois', 'un'])
})

it('a record of a newer Postil is left alone', async () => {
  const { path, library, id, folder } = await libraryOfTwo()
  const file = join(folder, 'article.json')
  const newer = damage(file, (bytes) =>
    Buffer.from(JSON.stringify({ ...JSON.parse(bytes.toString()), version: 3, tags: { été: 1 } })),
  )
  await expect(library.readArticle(id)).rejects.toMatchObject({ code: 'libraryNewer', details: { format: 3 } })
  expect(readFileSync(file)).toEqual(newer)
  expect(existsSync(join(path, 'quarantine'))).toBe(false)
})

it('an article without its record says so', async () => {
  const { library, id, folder } = await libraryOfTwo()
  rmSync(join(folder, 'article.json'))
  const said = { code: 'fileMissing', details: { path: `articles/${id}/article.json` } }
  await expect(library.readArticle(id)).rejects.toMatchObject(said)
  expect(library.problems()).toMatchObject([said])
})

it('damaged settings are not replaced by defaults unseen', async () => {
  const { path, library } = await libraryOfTwo()
  await library.updateSettings((settings) => ({ ...settings, fontSize: 25 }))
  writeFileSync(join(path, 'settings.json'), '\0\0\0')
  await expect(library.readSettings()).rejects.toMatchObject({ code: 'recordDamaged' })
  expect(library.problems()).toMatchObject([{ code: 'recordDamaged', path: 'settings.json' }])
  expect((await library.readSettings()).fontSize).toBe(19)
})

describe('immutable files', () => {
  it('with other content than their name says are set aside, now and later', async () => {
    const { path, library, id, folder } = await libraryOfTwo()
    const { current, versions } = await library.readArticle(id)
    const original = versions[0]?.original ?? ''
    damage(join(folder, 'content', `${current}.json`), (bytes) => Buffer.from(bytes.toString().replace('été', 'ete')))
    damage(join(folder, 'original', `${original}.html.gz`), spoil.truncated!)
    await expect(library.readDocument(id, current)).rejects.toMatchObject({ code: 'recordDamaged' })
    await expect(library.readOriginal(id, original)).rejects.toMatchObject({ code: 'recordDamaged' })
    await expect(library.readDocument(id, current)).rejects.toMatchObject({ code: 'recordDamaged' })
    expect(readdirSync(join(path, 'quarantine'))).toHaveLength(2)
  })

  it('that fit no schema are not handed out, though their hash is right', async () => {
    const { library, id, folder } = await libraryOfTwo()
    const hostile = JSON.stringify({ type: 'doc', content: [{ type: 'script', text: 'alert(1)' }] })
    writeFileSync(join(folder, 'content', `${sha(hostile)}.json`), hostile)
    await expect(library.readDocument(id, sha(hostile))).rejects.toMatchObject({ code: 'recordDamaged' })
    const misfit = { ...newArticle(), document: { type: 'doc' as const, content: [{ type: 'script' }] } }
    await expect(library.createArticle(misfit)).rejects.toThrow('schema')
  })

  it('that are not there are fileMissing', async () => {
    const { library, id } = await libraryOfTwo()
    await expect(library.readDocument(id, 'b'.repeat(64))).rejects.toMatchObject({ code: 'fileMissing' })
    await expect(library.readDocument(id, '../../../library')).rejects.toMatchObject({ code: 'fileMissing' })
  })
})
