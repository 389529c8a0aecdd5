import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Files, realFiles } from '../../main/library/files.ts'
import { clock, freshPath, newArticle, openAt, pictureName } from './support.ts'

const names = (path: string) => readdirSync(path).sort()

describe('a folder becomes a library', () => {
  it('when there is none', async () => {
    const path = freshPath()
    const library = await openAt(path)
    expect(names(path)).toEqual(['.index', 'articles', 'library.json', 'media', 'tombstones'])
    const file = JSON.parse(readFileSync(join(path, 'library.json'), 'utf8'))
    expect(file).toMatchObject({ format: 2, id: library.id, createdAt: clock().toISOString() })
    expect(library).toMatchObject({ path, readOnly: false })
    expect(library.problems()).toEqual([])
  })

  it('when it holds only what systems and sync tools put there', async () => {
    const path = freshPath()
    mkdirSync(join(path, '.stfolder'), { recursive: true })
    mkdirSync(join(path, '.index'))
    for (const name of ['.DS_Store', 'desktop.ini', '.dropbox.attr', '.library.json.tmp'])
      writeFileSync(join(path, name), '')
    await openAt(path)
    expect(existsSync(join(path, 'library.json'))).toBe(true)
    expect(existsSync(join(path, '.stfolder'))).toBe(true)
  })

  it('but not with create: false', async () => {
    const path = freshPath()
    await expect(openAt(path, { create: false })).rejects.toMatchObject({ code: 'libraryUnreadable' })
    expect(existsSync(path)).toBe(false)
    mkdirSync(path)
    await expect(openAt(path, { create: false })).rejects.toMatchObject({ code: 'libraryUnreadable' })
    expect(names(path)).toEqual([])
  })

  it.each(['Thesis.docx', '.git', 'articles'])('but not with “%s” in it, and nothing is changed', async (name) => {
    const path = freshPath()
    mkdirSync(path)
    writeFileSync(join(path, name), 'mine')
    await expect(openAt(path)).rejects.toMatchObject({ code: 'libraryForeign' })
    expect(names(path)).toEqual([name])
  })

  it('but not where a file stands', async () => {
    const path = freshPath()
    writeFileSync(path, '')
    await expect(openAt(path)).rejects.toMatchObject({ code: 'libraryUnreadable', details: { reason: 'ENOTDIR' } })
    await expect(openAt(join(path, 'below'))).rejects.toMatchObject({ code: 'libraryUnreadable' })
  })
})

it('a damaged library.json does not cost the library', async () => {
  const path = freshPath()
  const first = await openAt(path)
  const { id } = await first.createArticle(newArticle())
  await first.close()
  writeFileSync(join(path, 'library.json'), '\0\0\0\0')
  const second = await openAt(path)
  expect((await second.readArticle(id)).title).toBe('L’été')
  expect(second.problems()).toMatchObject([{ code: 'recordRecovered', path: 'library.json' }])
  const [kept] = names(join(path, 'quarantine'))
  expect(readFileSync(join(path, 'quarantine', kept ?? ''), 'utf8')).toBe('\0\0\0\0')
  await second.close()
  expect((await openAt(path)).id).toBe(second.id)
})

it('a library without library.json is a library all the same', async () => {
  const path = freshPath()
  const first = await openAt(path)
  const { id } = await first.createArticle(newArticle())
  await first.close()
  rmSync(join(path, 'library.json'))
  const second = await openAt(path)
  expect((await second.readArticle(id)).title).toBe('L’été')
  expect(second.problems()).toMatchObject([{ code: 'recordRecovered', path: 'library.json' }])
  expect((await second.verify()).problems).toEqual([])
})

it('what a crash left is removed, and nothing else', async () => {
  const path = freshPath()
  const first = await openAt(path)
  const { id } = await first.createArticle(newArticle())
  await first.close()
  const before = names(join(path, 'articles', id))
  mkdirSync(join(path, 'articles', '.new-01HZZZZZZZZZZZZZZZZZZZZZZZ', 'content'), { recursive: true })
  writeFileSync(join(path, 'articles', id, '.highlights.json.tmp'), '{"half')
  writeFileSync(join(path, 'media', `.${pictureName}.tmp`), 'half')
  writeFileSync(join(path, '.settings.json.tmp'), '{')
  const second = await openAt(path)
  expect(existsSync(join(path, '.settings.json.tmp'))).toBe(false)
  await second.tidy()
  await second.tidy(id)
  expect(names(join(path, 'articles'))).toEqual([id])
  expect(names(join(path, 'articles', id))).toEqual(before)
  expect(names(join(path, 'media')).filter((name) => name.startsWith('.'))).toEqual([])
})

describe('where nothing can be written', () => {
  const refusing = (code: string): Files => ({
    ...realFiles,
    open: ((path: string, flags?: string) =>
      flags === 'w'
        ? Promise.reject(Object.assign(new Error(code), { code }))
        : realFiles.open(path, flags)) as Files['open'],
  })

  it.each(['EROFS', 'EACCES', 'EPERM'])('(%s) a library opens read only; writes say so, reads work', async (code) => {
    const path = freshPath()
    const first = await openAt(path)
    const { id } = await first.createArticle(newArticle())
    await first.close()
    const library = await openAt(path, { files: refusing(code) })
    expect(library.readOnly).toBe(true)
    expect((await library.readArticle(id)).title).toBe('L’été')
    const said = { code: 'libraryReadOnly', details: { path } }
    await expect(library.updateArticle(id, (a) => ({ ...a, title: '' }))).rejects.toMatchObject(said)
    await expect(library.updateHighlights(id, () => [])).rejects.toMatchObject(said)
    await expect(library.updateSettings((s) => ({ ...s, fontSize: 20 }))).rejects.toMatchObject(said)
    await expect(library.createArticle(newArticle())).rejects.toMatchObject(said)
  })

  it('damage is told and nothing is moved', async () => {
    const path = freshPath()
    const first = await openAt(path)
    const { id } = await first.createArticle(newArticle())
    await first.close()
    const file = join(path, 'articles', id, 'article.json')
    writeFileSync(file, 'damaged')
    const library = await openAt(path, { files: refusing('EROFS') })
    await expect(library.readArticle(id)).rejects.toMatchObject({ code: 'recordDamaged' })
    expect(readFileSync(file, 'utf8')).toBe('damaged')
    expect(existsSync(join(path, 'quarantine'))).toBe(false)
  })

  it('no library is made', async () => {
    const path = freshPath()
    mkdirSync(path)
    await expect(openAt(path, { files: refusing('EROFS') })).rejects.toMatchObject({ code: 'libraryReadOnly' })
  })

  it('a full disk is no read-only one: what is there can be read', async () => {
    const path = freshPath()
    const first = await openAt(path)
    const { id } = await first.createArticle(newArticle())
    await first.close()
    const library = await openAt(path, { files: refusing('ENOSPC') })
    expect(library.readOnly).toBe(false)
    expect((await library.readArticle(id)).title).toBe('L’été')
    await expect(library.createArticle(newArticle())).rejects.toMatchObject({ code: 'diskFull' })
  })
})

describe('a folder that cannot be made', () => {
  it('because a file is in the way says so', async () => {
    const path = freshPath()
    writeFileSync(path, '')
    for (const each of [path, join(path, 'a'), join(path, 'a', 'b')]) {
      await expect(openAt(each)).rejects.toMatchObject({ code: 'libraryUnreadable', details: { reason: 'ENOTDIR' } })
    }
  })

  it('because a link leads nowhere says so', async () => {
    const path = freshPath()
    symlinkSync(`${path}-gone`, path, 'dir')
    await expect(openAt(path)).rejects.toMatchObject({ code: 'libraryUnreadable' })
  })

  it('where every new name answers ENOENT, as in /proc, says so and does not try for ever', async () => {
    const path = freshPath()
    const lost = { code: 'ENOENT' }
    const mkdir = ((name: string, options?: object) => {
      if (options && 'recursive' in options) throw new Error('Node’s own way never ends there')
      return name.startsWith(path) ? Promise.reject(Object.assign(new Error('no'), lost)) : realFiles.mkdir(name)
    }) as Files['mkdir']
    for (const each of [path, join(path, 'a', 'b')]) {
      const opening = openAt(each, { files: { ...realFiles, mkdir } })
      await expect(opening).rejects.toMatchObject({ code: 'libraryUnreadable', details: { reason: 'ENOENT' } })
    }
  })

  it.runIf(process.platform === 'linux')('in /proc itself says so', async () => {
    await expect(openAt('/proc/nope')).rejects.toMatchObject({ code: 'libraryUnreadable' })
    await expect(openAt('/dev/null/x')).rejects.toMatchObject({ code: 'libraryUnreadable' })
  })
})

describe('the lock', () => {
  it('keeps a second one out in the same process, until the first closes', async () => {
    const path = freshPath()
    const first = await openAt(path)
    await expect(openAt(path)).rejects.toMatchObject({ code: 'libraryLocked', details: { path } })
    await first.close()
    await openAt(path)
  })

  it('is free again when another process that held it was killed', async () => {
    const path = freshPath()
    const holder = fileURLToPath(new URL('./hold.ts', import.meta.url))
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', holder, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(child.stdout, 'data')
    expect(String(line)).toContain('open')
    await expect(openAt(path)).rejects.toMatchObject({ code: 'libraryLocked' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const library = await openAt(path)
    expect(library.readOnly).toBe(false)
  })

  it('is made anew where its file is damaged or gone', async () => {
    const path = freshPath()
    await (await openAt(path)).close()
    const file = join(path, '.index', 'lock.sqlite')
    writeFileSync(file, 'garbage, '.repeat(1000))
    await (await openAt(path)).close()
    rmSync(join(path, '.index'), { recursive: true })
    const library = await openAt(path)
    await expect(openAt(path)).rejects.toMatchObject({ code: 'libraryLocked' })
    await library.close()
  })
})
