import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { postil } from '../support/cli.ts'
import { articles, makePng, type Site, startSite } from '../support/site.ts'

interface Saved {
  id: string
  source: string
  title: string
  duplicateOf?: string
  renewed?: boolean
  explanation?: readonly { step: string; notes: readonly { text: string; words: number; reason: string }[] }[]
}

let site: Site
let folder: string
let library: readonly string[]
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-save-'))
  library = ['--library', join(folder, 'library'), '--json']
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const page = (title: string, words: string, times = 12) =>
  `<html lang="fr"><title>${title}</title><article><h1>${title}</h1>${`<p>${words}, écrit-elle, « à l’œil nu » ; et voilà pourquoi il faut tout garder, jusqu’à la dernière ligne.</p>`.repeat(times)}</article>`

test('a list is saved as a batch: results in its order, progress and a receipt beside them', async () => {
  const list = join(folder, 'à lire.txt')
  const [fr, en] = [site.url(articles.fr.path), site.url(articles.en.path)]
  await writeFile(
    list,
    ['# à lire', `- [marges](${fr})`, 'rien du tout', en, `${en}?utm_source=liste`, site.url('/status/404')].join('\n'),
  )
  const ran = await postil(['save', list, '--list', '--tags', 'liste', ...library])
  expect(ran.code).toBe(1)
  const saved = ran.lines<Saved>()
  expect(saved.map(({ source }) => source)).toEqual([fr, en, `${en}?utm_source=liste`])
  expect(saved[2]?.duplicateOf).toBe(saved[1]?.id)
  expect(ran.stderr).toContain('no address in line 3: rien du tout')
  expect(ran.stderr).toContain(`error[pageNotFound]: ${site.url('/status/404')}: `)
  expect(ran.stderr).toMatch(/^\[4\/4\] /m)
  expect(ran.stderr.trimEnd().split('\n').at(-1)).toBe('2 saved, 1 there already, 1 failed')

  // What fails is counted as well, also where it is the last to end.
  await writeFile(join(folder, 'rien.txt'), [404, 410].map((status) => site.url(`/status/${status}`)).join('\n'))
  const failed = await postil(['save', join(folder, 'rien.txt'), '--list', ...library])
  expect(failed.stderr).toMatch(/^\[2\/2\] failed: /m)

  // The same again, as after a crash, asks no site for what is there.
  site.forgetRequests()
  const again = await postil(['save', list, '--list', ...library])
  expect(again.lines<Saved>().every(({ duplicateOf }) => duplicateOf !== undefined)).toBe(true)
  expect(new Set(site.requests)).toEqual(new Set(['/status/404']))
})

test('bookmarks, a table, and a list on standard input', async () => {
  const bookmarks = join(folder, 'bookmarks.html')
  const [fr, ar, ja] = [articles.fr, articles.ar, articles.ja].map(({ path }) => site.url(path))
  await writeFile(
    bookmarks,
    `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="${fr}">F</A><DT><A HREF="place:x">P</A></DL>`,
  )
  const table = join(folder, 'liens.csv')
  await writeFile(table, `titre;lien\n"هوامش; ١";${ar}\n`)
  const ran = await postil(['save', bookmarks, table, '-', '--list', ...library], { input: `${ja}\n` })
  expect(ran.lines<Saved>().map(({ source }) => source)).toEqual([fr, ar, ja])
  expect(ran.code).toBe(0)
  const empty = await postil(['save', '-', '--list', ...library], { input: 'rien\n' })
  expect([empty.code, empty.stdout]).toEqual([1, ''])
  expect(empty.stderr).toContain('error[listEmpty]: ')
  expect((await postil(['save', table, '--list', '--url', fr ?? '', ...library])).code).toBe(2)
})

test('a folder again is a quick duplicate, file by file, whether or not its pages say an address', async () => {
  const pages = join(folder, 'pages')
  await mkdir(join(pages, 'plus bas'), { recursive: true })
  await writeFile(join(pages, 'a.html'), page('Le moulin', 'Le moulin tourne'))
  await writeFile(join(pages, 'b.md'), '# 余白\n\n余白に書くこと。\n')
  await writeFile(join(pages, 'c.txt'), 'Une lettre.\n\nDeux paragraphes.\n')
  await writeFile(join(pages, 'plus bas', 'd.htm'), page('La chapelle', 'La chapelle est fermée'))
  const first = await postil(['save', pages, ...library])
  expect([first.code, first.lines().length]).toEqual([0, 4])
  const second = await postil(['save', pages, ...library])
  expect(second.lines<Saved>().map(({ id, duplicateOf }) => id === duplicateOf)).toEqual([true, true, true, true])
  expect(second.stderr).toContain('0 saved, 4 there already')
  expect((await postil(['list', ...library])).lines()).toHaveLength(4)
})

test('--again gives what is there a new version, --anyway also a shorter one', async () => {
  const file = join(folder, 'page.html')
  const save = async (...more: string[]) =>
    postil(['save', file, '--url', 'https://moulin.example/recit', ...more, ...library])
  await writeFile(file, page('Le moulin', 'Le moulin tourne'))
  const [saved] = (await save()).lines<Saved>()
  const id = saved?.id ?? ''
  const same = (await save('--again')).lines<Saved>()
  expect(same[0]).toMatchObject({ id, duplicateOf: id })
  expect(same[0]).not.toHaveProperty('renewed')

  await writeFile(file, page('Le moulin', 'Le moulin s’est arrêté', 14))
  expect((await save()).lines<Saved>()[0]).toMatchObject({ id, duplicateOf: id })
  const renewed = await save('--again')
  expect([renewed.code, renewed.stderr]).toEqual([0, ''])
  expect(renewed.lines<Saved>()[0]).toMatchObject({ id, renewed: true })
  expect((await postil(['show', id, '--library', join(folder, 'library')])).stdout).toContain('s’est arrêté')

  await writeFile(file, page('Le moulin', 'Abonnez-vous pour lire la suite', 5))
  const refused = await save('--again')
  expect([refused.code, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).toMatch(
    /^error\[versionShrunken\]: The page has only \d+ words now; .*“Le moulin”.* has \d+\./,
  )
  expect((await postil(['show', id, '--library', join(folder, 'library')])).stdout).toContain('s’est arrêté')
  expect((await save('--anyway')).lines<Saved>()[0]).toMatchObject({ id, renewed: true })
  expect((await postil(['show', id, '--library', join(folder, 'library')])).stdout).toContain('Abonnez-vous')
})

test('--whole keeps all of a page where no article is found on it', async () => {
  const file = join(folder, 'menu.html')
  await writeFile(file, '<title>Menu</title><ul><li><a href="/a">Le moulin</a><li><a href="/b">La chapelle</a></ul>')
  expect((await postil(['save', file, ...library])).stderr).toContain('error[articleNotDetected]: ')
  const [saved] = (await postil(['save', file, '--whole', ...library])).lines<Saved>()
  const shown = await postil(['show', saved?.id ?? '', '--library', join(folder, 'library')])
  expect(shown.stdout).toContain('La chapelle')
})

test('--explain tells what each step took away, also of a page that is there already', async () => {
  const file = join(folder, 'page.html')
  const share = '<div class="share-buttons"><a href="#">Share on the one</a> <a href="#">Share on the other</a></div>'
  await writeFile(file, page('Le moulin', 'Le moulin tourne').replace('</h1>', `</h1>${share}`))
  for (const turn of ['new', 'known']) {
    const ran = await postil(['save', file, '--explain', ...library])
    const [saved] = ran.lines<Saved>()
    expect(saved?.duplicateOf !== undefined).toBe(turn === 'known')
    const notes = saved?.explanation?.flatMap((each) => each.notes) ?? []
    expect(notes.length).toBeGreaterThan(0)
    for (const { reason, words } of notes) expect([typeof reason, typeof words]).toEqual(['string', 'number'])
    expect(ran.stderr).toContain(`what was done with ${file}:\n`)
    const [step] = saved?.explanation?.filter((each) => each.notes.length > 0) ?? []
    expect(ran.stderr).toContain(`\n  ${step?.step}\n    ${step?.notes[0]?.reason} (`)
  }
  const [plain] = (await postil(['save', file, ...library])).lines<Saved>()
  expect(plain).not.toHaveProperty('explanation')
})

test('Ctrl-C stops a batch in good order, with its receipt; what was saved stays', async () => {
  const list = join(folder, 'list.txt')
  const hanging = Array.from({ length: 6 }, (_, index) => site.url(`/hang?n=${index}`))
  await writeFile(list, [site.url(articles.en.path), ...hanging].join('\n'))
  const entry = fileURLToPath(new URL('../../main/cli/entry.ts', import.meta.url))
  const child = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    entry,
    'save',
    list,
    '--list',
    ...library,
  ])
  let stderr = ''
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (part) => {
    stdout += part
  })
  const code = await new Promise<number | null>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (part) => {
      if (!stderr.includes('saved:') && `${stderr}${part}`.includes('saved:')) child.kill('SIGINT')
      stderr += part
    })
    child.on('close', resolve)
  })
  expect(code).toBe(1)
  expect(stderr.trimEnd().split('\n').at(-1)).toBe('1 saved, 6 not reached')
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  expect((await postil(['list', ...library])).lines()).toHaveLength(1)
})

test('a saved page brings along the pictures in the files beside it, and nothing from outside of what is saved', async () => {
  const pages = join(folder, 'à lire')
  await mkdir(join(pages, 'L’été_files'), { recursive: true })
  await mkdir(join(pages, 'img'))
  const secret = join(folder, 'secret.png')
  const beside = [makePng(300, 200), makePng(320, 210), makePng(330, 220)] as const
  await writeFile(join(pages, 'L’été_files', 'a b.png'), beside[0])
  await writeFile(join(pages, 'img', '図.png'), beside[1])
  await writeFile(secret, beside[2])
  await symlink(secret, join(pages, 'img', 'lien.png'))
  const pictures = [
    '<p><img src="./L%E2%80%99%C3%A9t%C3%A9_files/a%20b.png" alt="un"></p>',
    `<p><img srcset="img/図.png 2x" src="img/rien.png" alt="deux"></p>`,
    '<p><img src="../secret.png" alt="trois"><img src="img/lien.png" alt="quatre"></p>',
  ]
  const path = join(pages, 'L’été.html')
  await writeFile(path, page('L’été', 'La meule').replace('</h1>', `</h1><meta charset="utf-8">${pictures.join('')}`))
  const media = async () => (await readdir(join(folder, 'library', 'media')).catch(() => [])).length

  const alone = await postil(['save', path, ...library])
  expect(alone.code).toBe(0)
  expect(await media()).toBe(1)
  const ran = await postil(['save', pages, '--again', ...library])
  expect(ran.lines<Saved>()).toMatchObject([{ renewed: true }])
  expect(await media()).toBe(2)
  const [{ id } = { id: '' }] = ran.lines<Saved>()
  const shown = await postil(['show', id, '--format', 'json', ...library])
  expect(shown.stdout).not.toContain('enclosed.invalid')
})

test('a text that breaks off for who has not subscribed is told to be a part', async () => {
  const file = join(folder, 'page.html')
  const stated = { '@type': 'NewsArticle', headline: 'Le moulin', isAccessibleForFree: false }
  const script = `<script type="application/ld+json">${JSON.stringify(stated)}</script>`
  const offer = '<p>Il vous reste 82 % de cet article à lire. La suite est réservée aux abonnés.</p></article>'
  await writeFile(
    file,
    page('Le moulin', 'Le moulin tourne').replace('<article>', `${script}<article>`).replace('</article>', offer),
  )
  const ran = await postil(['save', file, ...library])
  expect(ran.lines()[0]).toMatchObject({ partial: 'paywall' })
  expect(ran.stderr).toContain('Only the beginning was saved')
  const [{ id = '', partial } = {}] = (await postil(['save', file, ...library])).lines<{
    id?: string
    partial?: string
  }>()
  expect(partial).toBeUndefined()
  expect((await postil(['show', id, '--library', join(folder, 'library')])).stdout).not.toContain('abonnés')
})
