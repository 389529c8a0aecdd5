import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { postil } from '../support/cli.ts'
import { articles, type Site, startSite } from '../support/site.ts'

interface Saved {
  id: string
  source: string
  title: string
  duplicateOf?: string
}

const prose = (subject: string) =>
  `<p>${subject} stood at the end of the road, where the road had long ceased to be one, and whoever came that far had come on purpose.</p>`.repeat(
    8,
  )

describe('the postil command', () => {
  let site: Site
  let folder: string
  let library: readonly string[]

  beforeAll(async () => {
    site = await startSite()
  })
  afterAll(() => site.close())
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postil-cli-'))
    library = ['--library', join(folder, 'library'), '--json']
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const save = async (locale: keyof typeof articles): Promise<Saved> => {
    const [saved] = (await postil(['save', site.url(articles[locale].path), ...library])).lines<Saved>()
    if (!saved) throw new Error('nothing was saved')
    return saved
  }

  test.each(['en', 'fr', 'ar', 'ja'] as const)('save, highlight, export: the main job (%s)', async (locale) => {
    const { passages, note, tag, title, byline, lang, path } = articles[locale]
    const ran = await postil(['save', site.url(path), '--tags', `${tag},étude`, ...library])
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    const [saved] = ran.lines()
    expect(saved).toMatchObject({ source: site.url(path), title, byline, lang, words: expect.any(Number) })
    expect(saved).not.toHaveProperty('duplicateOf')
    const id = String(saved?.id)
    const [again] = (await postil(['save', site.url(path), ...library])).lines()
    expect(again).toMatchObject({ id, duplicateOf: id })

    const marked = await postil([
      'highlight',
      id,
      '--quote',
      passages[0],
      '--note',
      note,
      '--tags',
      tag,
      '--color',
      '2',
      ...library,
    ])
    expect([marked.code, marked.stderr]).toEqual([0, ''])
    expect(marked.lines()[0]).toMatchObject({ articleId: id, note, tags: [tag], color: 'green' })
    const listed = await postil(['highlights', '--article', id, ...library])
    expect(listed.lines()).toEqual(marked.lines())

    const out = join(folder, 'notes.md')
    const exported = await postil(['export', id, '--format', 'markdown', '--out', out, ...library])
    expect([exported.code, exported.lines()]).toEqual([0, [{ path: out }]])
    const text = await readFile(out, 'utf8')
    for (const part of [title, passages[0], note]) expect(text).toContain(part)
    const refused = await postil(['export', id, '--format', 'markdown', '--out', out, ...library])
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(/^error\[targetExists\]: /)
    expect((await postil(['export', id, '--format', 'markdown', '--out', out, '--force', ...library])).code).toBe(0)
    const shown = await postil(['show', id, '--library', join(folder, 'library')])
    expect(shown.stdout).toContain(passages[1])
  })

  test('save takes files, folders and standard input, and goes on after a failure', async () => {
    const pages = join(folder, 'pages')
    await mkdir(join(pages, 'b_files'), { recursive: true })
    await mkdir(join(pages, 'deeper'))
    await writeFile(join(pages, 'b.html'), `<title>The Bakery</title><article>${prose('The bakery')}</article>`)
    await writeFile(join(pages, 'a.txt'), 'A letter.\n\nIt has two paragraphs.\n')
    await writeFile(
      join(pages, 'deeper', 'c.htm'),
      `<title>The Chapel</title><article>${prose('The chapel')}</article>`,
    )
    await writeFile(join(pages, 'b_files', 'frame.html'), '<p>An advertisement</p>')
    await writeFile(join(pages, 'picture.png'), 'no page')
    const missing = join(folder, 'missing.html')
    const ran = await postil(['save', missing, pages, site.url('/status/404'), '-', ...library], {
      input: `<title>The Inn</title><article>${prose('The inn')}</article>`,
    })
    expect(ran.code).toBe(1)
    expect(ran.lines<Saved>().map(({ source }) => source)).toEqual([
      join(pages, 'a.txt'),
      join(pages, 'b.html'),
      join(pages, 'deeper', 'c.htm'),
      '-',
    ])
    expect(
      ran
        .lines<Saved>()
        .map(({ title }) => title)
        .slice(1),
    ).toEqual(['The Bakery', 'The Chapel', 'The Inn'])
    expect(ran.stderr).toContain('error[fileNotFound]: ')
    expect(ran.stderr).toContain('error[pageNotFound]: ')
    const empty = await postil(['save', '-', ...library], { input: '' })
    expect([empty.code, empty.stdout]).toEqual([1, ''])
    expect(empty.stderr).toMatch(/^error\[fileEmpty\]: /)
  })

  test('--url gives a file its address', async () => {
    const file = join(folder, 'page.html')
    await writeFile(file, `<title>The Mill</title><article>${prose('The mill')}</article>`)
    const first = (await postil(['save', file, '--url', 'https://mill.example/story', ...library])).lines<Saved>()
    const again = (await postil(['save', file, '--url', 'https://mill.example/story#top', ...library])).lines<Saved>()
    expect(again[0]?.duplicateOf).toBe(first[0]?.id)
    expect(
      (await postil(['save', file, site.url('/en/margins'), '--url', 'https://mill.example/', ...library])).code,
    ).toBe(2)
  })

  test('list, search, tag, archive, delete, restore', async () => {
    const en = await save('en')
    const fr = await save('fr')
    const ids = async (...args: string[]) =>
      (await postil([...args, ...library])).lines<{ id: string }>().map(({ id }) => id)
    expect(await ids('list')).toEqual([fr.id, en.id])
    expect(await ids('list', '--query', 'besancon')).toEqual([fr.id])
    expect(await ids('search', 'Coleridge')).toEqual([en.id])
    expect(await ids('list', '--sort', 'oldest')).toEqual([en.id, fr.id])
    expect(await ids('list', '--query', 'lang:fr ')).toEqual([fr.id])
    const guess = await postil(['search', 'Coleridge', 'tga:x', 'is:blue', ...library])
    expect(guess.lines<{ id: string }>().map(({ id }) => id)).toEqual([en.id])
    expect(guess.stderr.split('\n').filter((line) => line.startsWith('not understood: '))).toEqual([
      expect.stringContaining('tga:x'),
      expect.stringContaining('is:blue'),
    ])
    const tagged = await postil(['tag', fr.id, '--add', 'essai,à relire', ...library])
    expect(tagged.lines()).toEqual([{ id: fr.id, tags: ['essai', 'à relire'] }])
    const untagged = await postil(['tag', fr.id, '--remove', 'essai', ...library])
    expect(untagged.lines()).toEqual([{ id: fr.id, tags: ['à relire'] }])
    expect((await postil(['archive', fr.id, en.id, ...library])).code).toBe(0)
    expect(await ids('list', '--shelf', 'archive')).toEqual([fr.id, en.id])
    expect((await postil(['archive', en.id, '--undo', ...library])).code).toBe(0)
    expect(await ids('list', '--shelf', 'reading')).toEqual([en.id])
    expect((await postil(['delete', en.id, ...library])).lines()).toEqual([{ id: en.id, deleted: true }])
    expect(await ids('list')).toEqual([fr.id])
    expect((await postil(['restore', en.id, ...library])).lines()).toEqual([{ id: en.id, deleted: false }])
    expect(await ids('list')).toEqual([fr.id, en.id])
  })

  test('show gives every format', async () => {
    const { id } = await save('fr')
    const show = async (format: string) =>
      (await postil(['show', id, '--format', format, '--library', join(folder, 'library')])).stdout
    for (const format of ['text', 'html', 'markdown', 'json'])
      expect(await show(format)).toContain(articles.fr.passages[1])
    expect(JSON.parse(await show('json'))).toMatchObject({ article: { id }, document: { type: 'doc' } })
  })

  test('export writes a folder for several, to standard output without --out, and nothing where anything is in the way', async () => {
    const { id } = await save('en')
    await save('ja')
    const out = join(folder, 'out')
    const all = await postil(['export', '--all', '--format', 'markdown', '--out', out, ...library])
    expect(all.code).toBe(0)
    expect((await readdir(out)).toSorted()).toEqual([`${articles.en.title}.md`, `${articles.ja.title}.md`])
    await rm(join(out, `${articles.en.title}.md`))
    const again = await postil(['export', '--all', '--format', 'markdown', '--out', out, ...library])
    expect([again.code, await readdir(out)]).toEqual([1, [`${articles.ja.title}.md`]])
    const piped = await postil(['export', id, '--format', 'json', ...library])
    expect(JSON.parse(piped.stdout)).toMatchObject({ format: 'postil-export', articles: [{ article: { id } }] })
    expect((await postil(['export', '--all', '--format', 'json', '--library', join(folder, 'bare')])).stderr).toMatch(
      /^error\[nothingToExport\]: /,
    )
  })

  test('verify and reindex', async () => {
    const { id } = await save('en')
    const fine = await postil(['verify', ...library])
    expect([fine.code, fine.lines()[0]?.problems]).toEqual([0, []])
    expect((await postil(['reindex', ...library])).lines()).toEqual([{ articles: 1 }])
    const content = join(folder, 'library', 'articles', id, 'content')
    const [name = ''] = await readdir(content)
    await rm(join(content, name))
    const hurt = await postil(['verify', ...library])
    expect(hurt.code).toBe(1)
    expect(hurt.stderr).toMatch(/error\[\w+\]: .*content/)
  })

  test('wrong usage ends with 2, failures with 1 and a sentence', async () => {
    for (const args of [
      ['--nonsense'],
      ['nonsense'],
      ['save'],
      ['show'],
      ['highlight', 'x'],
      ['export', '--format', 'pdf', '--all'],
      ['export', '--format', 'json'],
      ['serve', '--port', 'x'],
      ['highlight', 'x', '--quote', 'y', '--color', 'pink'],
      ['highlight', 'x', '--quote', ' '],
      ['search', 'x', '--limit', 'many'],
    ]) {
      const ran = await postil([...args, ...library])
      expect([args, ran.code, ran.stdout]).toEqual([args, 2, ''])
      expect(ran.stderr).not.toBe('')
    }
    const help = await postil(['--help'])
    expect(help.code).toBe(0)
    const unknown = await postil(['show', '01ARZ3NDEKTSV4RRFFQ69G5FAV', ...library])
    expect([unknown.code, unknown.stdout]).toEqual([1, ''])
    expect(unknown.stderr).toMatch(/^error\[articleNotFound\]: .+\n$/)
    const foreign = join(folder, 'foreign')
    await mkdir(foreign)
    await writeFile(join(foreign, 'diary.txt'), 'private')
    const refused = await postil(['list', '--library', foreign])
    expect(refused.stderr).toMatch(/^error\[libraryForeign\]: /)
    expect(await readdir(foreign)).toEqual(['diary.txt'])
  })

  test('$POSTIL_LIBRARY names the library', async () => {
    const env = { POSTIL_LIBRARY: join(folder, 'elsewhere') }
    const [saved] = (await postil(['save', '-'], { input: 'A line of text.', env })).lines<Saved>()
    expect((await postil(['list', '--json'], { env })).lines()).toMatchObject([{ id: saved?.id }])
  })
})
