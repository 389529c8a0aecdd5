import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isId } from '../../main/library/layout.ts'
import { faultyFiles } from './faults.ts'
import { freshPath, highlight, newArticle, openAt, pictureName, sha, snapshot } from './support.ts'

const noTemps = (path: string) =>
  expect(Object.keys(snapshot(path)).filter((name) => /\.tmp|\.new-/.test(name))).toEqual([])

async function prepared() {
  const path = freshPath()
  const faults = faultyFiles()
  const library = await openAt(path, { files: faults.files })
  const { id } = await library.createArticle(newArticle())
  await library.updateHighlights(id, () => [highlight(id, 'first')])
  return { path, faults, library, id }
}

const notesOf = (path: string, id: string): string[] => {
  const file = readFileSync(join(path, 'articles', id, 'highlights.json'), 'utf8')
  return JSON.parse(file).highlights.map((mark: { note: string }) => mark.note)
}

describe('a change of a record', () => {
  it('takes its steps in the order that keeps it safe', async () => {
    const { faults, library, id } = await prepared()
    faults.disarm()
    await library.updateHighlights(id, (present) => [...present, highlight(id, 'second')])
    expect(faults.steps).toEqual([
      'open .highlights.json.tmp',
      'writeFile .highlights.json.tmp',
      'sync .highlights.json.tmp',
      'link highlights.json',
      'rename .highlights.json.bak.tmp',
      'rename .highlights.json.tmp',
      `open ${id}`,
      `sync ${id}`,
    ])
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'that fails at step %i leaves the old or the new record, never less',
    async (step) => {
      const { path, faults, library, id } = await prepared()
      faults.arm(step, 'EIO', { halfway: true })
      const change = library.updateHighlights(id, (present) => [...present, highlight(id, 'second')])
      await expect(change).rejects.toMatchObject({ code: 'writeFailed', details: { reason: 'EIO' } })
      faults.disarm()
      const renamed = step > 6
      expect(notesOf(path, id)).toEqual(renamed ? ['first', 'second'] : ['first'])
      noTemps(path)
      // The next change finds everything in order.
      await library.updateHighlights(id, (present) => [...present, highlight(id, 'third')])
      expect(notesOf(path, id).at(-1)).toBe('third')
      expect((await library.verify()).problems.filter((problem) => problem.code !== 'fileMissing')).toEqual([])
    },
  )

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'that the process dies at, at step %i, is whole at the next start',
    async (step) => {
      const { path, faults, library, id } = await prepared()
      // From here on nothing works any more, not even tidying up: as good as dead.
      faults.arm(step, 'EIO', { halfway: true, forever: true })
      await expect(library.updateHighlights(id, (p) => [...p, highlight(id, 'second')])).rejects.toThrow()
      await library.close()
      const again = await openAt(path)
      const notes = (await again.readHighlights(id)).map((mark) => mark.note)
      expect([['first'], ['first', 'second']]).toContainEqual(notes)
      expect(again.problems()).toEqual([])
      await again.tidy(id)
      noTemps(path)
    },
  )

  it.each([
    ['ENOSPC', 'diskFull'],
    ['EDQUOT', 'diskFull'],
    ['EROFS', 'libraryReadOnly'],
    ['EACCES', 'writeFailed'],
  ])('that meets %s says %s and changes nothing', async (system, code) => {
    const { path, faults, library, id } = await prepared()
    const before = snapshot(path)
    faults.arm(2, system, { halfway: true })
    await expect(library.updateArticle(id, (a) => ({ ...a, title: 'Neuf' }))).rejects.toMatchObject({ code })
    expect(snapshot(path)).toEqual(before)
  })

  it('works where there are no hard links', async () => {
    const { path, faults, library, id } = await prepared()
    faults.arm(4, 'EPERM')
    await library.updateHighlights(id, () => [highlight(id, 'second')])
    expect(notesOf(path, id)).toEqual(['second'])
    const previous = readFileSync(join(path, 'articles', id, 'highlights.json.bak'), 'utf8')
    expect(JSON.parse(previous).highlights[0].note).toBe('first')
    noTemps(path)
  })
})

describe('a new article', () => {
  it('gets its name when all of it is on the disk, pictures and folders too', async () => {
    const faults = faultyFiles()
    const library = await openAt(freshPath(), { files: faults.files })
    faults.disarm()
    const article = await library.createArticle(newArticle())
    const [version] = article.versions
    const building = `.new-${article.id}`
    const { steps } = faults
    const published = steps.indexOf(`rename ${building}`)
    const before = steps.slice(0, published)
    const files = ['article.json', 'highlights.json', `${article.current}.json`, `${version?.original}.html.gz`]
    for (const file of files)
      expect(before.indexOf(`sync ${file}`)).toBeGreaterThan(before.indexOf(`writeFile ${file}`))
    expect(before.indexOf('sync content')).toBeGreaterThan(before.indexOf(`sync ${article.current}.json`))
    expect(before.indexOf('sync original')).toBeGreaterThan(before.indexOf(`sync ${version?.original}.html.gz`))
    expect(before.indexOf(`rename .${pictureName}.tmp`)).toBeGreaterThan(before.indexOf(`sync .${pictureName}.tmp`))
    expect(before.indexOf('sync media')).toBeGreaterThan(before.indexOf(`rename .${pictureName}.tmp`))
    expect(before.at(-1)).toMatch(/^sync /)
    expect(before).toContain(`sync ${building}`)
    expect(steps.slice(published + 1)).toEqual(['open articles', 'sync articles'])
  })

  it('takes a picture that it is given twice once', async () => {
    const path = freshPath()
    const library = await openAt(path)
    const article = newArticle()
    await library.createArticle({ ...article, media: [...article.media, ...article.media] })
    expect(readdirSync(join(path, 'media'))).toEqual([pictureName])
    noTemps(path)
  })

  it('is there in whole or not at all, whichever step fails', async () => {
    const path = freshPath()
    const faults = faultyFiles()
    const library = await openAt(path, { files: faults.files })
    const before = snapshot(path)
    faults.disarm()
    await library.createArticle(newArticle())
    const total = faults.steps.length
    expect(total).toBeGreaterThan(15)
    await library.close()

    for (let step = 1; step <= total; step++) {
      const fresh = freshPath()
      const each = faultyFiles()
      const target = await openAt(fresh, { files: each.files })
      const empty = Object.keys(snapshot(fresh))
      each.arm(step, 'ENOSPC', { halfway: true })
      await expect(target.createArticle(newArticle()), `step ${step}`).rejects.toMatchObject({ code: 'diskFull' })
      expect(Object.keys(snapshot(fresh)), `step ${step}: ${each.steps.at(-1)}`).toEqual(empty)
      expect(readdirSync(join(fresh, 'articles'))).toEqual([])
      each.disarm()
      const made = await target.createArticle(newArticle())
      expect((await target.verify()).problems).toEqual([])
      expect(readdirSync(join(fresh, 'articles'))).toEqual([made.id])
    }
    expect(Object.keys(before)).toEqual(['library.json'])
  })

  it('during which the process dies is there in whole or not at all at the next start, whichever step it was', async () => {
    const counted = faultyFiles()
    const library = await openAt(freshPath(), { files: counted.files })
    counted.disarm()
    await library.createArticle(newArticle())
    for (let step = 1; step <= counted.steps.length; step++) {
      const path = freshPath()
      const faults = faultyFiles()
      const dying = await openAt(path, { files: faults.files })
      faults.arm(step, 'EIO', { halfway: true, forever: true })
      const input = newArticle()
      await expect(dying.createArticle(input)).rejects.toMatchObject({ code: 'writeFailed' })
      await dying.close()
      const again = await openAt(path)
      const ids = readdirSync(join(path, 'articles')).filter(isId)
      expect([[], [input.article.id]], `step ${step}`).toContainEqual(ids)
      expect((await again.verify()).problems, `step ${step}`).toEqual([])
      await again.tidy()
      noTemps(path)
      await again.close()
    }
  })

  it('that fails leaves the pictures of others', async () => {
    const { path, faults, library } = await prepared()
    const before = snapshot(path)
    faults.arm(6, 'ENOSPC')
    await expect(library.createArticle(newArticle())).rejects.toMatchObject({ code: 'diskFull' })
    expect(snapshot(path)).toEqual(before)
  })
})

it('another version of an article is there in whole or not at all, whichever step fails', async () => {
  const bytes = new Uint8Array([71, 73, 70, 56, 57, 97])
  const other = {
    document: { type: 'doc' as const, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Autre' }] }] },
    original: new TextEncoder().encode('<p>Autre</p>'),
    media: [{ name: `${sha(bytes)}.gif`, bytes }],
    capturedAt: '2026-03-15T00:00:00.000Z',
  }
  const { faults, library, id } = await prepared()
  faults.disarm()
  const made = await library.addVersion(id, other, (article) => ({ ...article, title: 'Autre' }))
  expect(made).toMatchObject({ title: 'Autre', current: made.versions[1]?.hash })
  expect(await library.readDocument(id, made.current)).toEqual(other.document)
  expect((await library.verify()).problems.filter(({ path }) => !path.includes('/content/aaaa'))).toEqual([])
  const total = faults.steps.length
  await library.close()

  for (let step = 1; step <= total; step++) {
    const each = await prepared()
    const article = readFileSync(join(each.path, 'articles', each.id, 'article.json'), 'utf8')
    const pictures = readdirSync(join(each.path, 'media'))
    each.faults.arm(step, 'ENOSPC', { halfway: true })
    await expect(
      each.library.addVersion(each.id, other, (a) => a),
      `step ${step}`,
    ).rejects.toMatchObject({ code: 'diskFull' })
    const failed = each.faults.steps.at(-1)
    each.faults.disarm()
    noTemps(each.path)
    const now = await each.library.readArticle(each.id)
    if (step > total - 2) expect(now.versions, failed).toHaveLength(2)
    else expect(readFileSync(join(each.path, 'articles', each.id, 'article.json'), 'utf8'), failed).toBe(article)
    if (now.versions.length === 2) expect(readdirSync(join(each.path, 'media'))).toContain(`${sha(bytes)}.gif`)
    expect(readdirSync(join(each.path, 'media'))).toEqual(expect.arrayContaining(pictures))
    expect(await each.library.readDocument(each.id, now.current)).toBeTruthy()
    await each.library.close()
  }
})

it('a damaged record whose replacement cannot be written is read all the same, and not written over', async () => {
  const { path, faults, library, id } = await prepared()
  await library.updateHighlights(id, (present) => [...present, highlight(id, 'second')])
  const file = join(path, 'articles', id, 'highlights.json')
  const { writeFileSync } = await import('node:fs')
  writeFileSync(file, 'damaged')
  faults.arm(1, 'ENOSPC', { forever: true })
  expect((await library.readHighlights(id)).map((mark) => mark.note)).toEqual(['first'])
  await expect(library.updateHighlights(id, () => [])).rejects.toMatchObject({ code: 'diskFull' })
  faults.disarm()
  expect(readFileSync(file, 'utf8')).toBe('damaged')
  await library.updateHighlights(id, (present) => [...present, highlight(id, 'third')])
  expect(notesOf(path, id)).toEqual(['first', 'third'])
})

it.skipIf(process.platform === 'win32')('a real limit on the size of files is a full disk', async () => {
  const path = freshPath()
  const program = fileURLToPath(new URL('./outgrow.ts', import.meta.url))
  const command = `ulimit -f 64; exec "$0" --disable-warning=ExperimentalWarning "$1" "$2"`
  const run = spawnSync('/bin/bash', ['-c', command, process.execPath, program, path], { encoding: 'utf8' })
  expect(run.stderr).toBe('')
  expect(JSON.parse(run.stdout)).toEqual({ code: 'diskFull', notes: 1 })
  noTemps(path)
})
