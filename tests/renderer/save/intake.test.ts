import { describe, expect, test } from 'vitest'
import { MAX_FILE_MB } from '../../../main/core/files.ts'
import { readBeside } from '../../../renderer/save/intake/beside.ts'
import { isRich, sourceOf } from '../../../renderer/save/intake/clipboardHtml.ts'
import { chosenFiles, droppedFiles, type Entry, sortFiles } from '../../../renderer/save/intake/files.ts'
import { withLists } from '../../../renderer/save/intake/lists.ts'
import { nameOf } from '../../../renderer/save/intake/piece.ts'
import { carries, type Transfer, takeTransfer } from '../../../renderer/save/intake/transfer.ts'

const file = (name: string, text = 'x') => new File([text], name)

function entry(name: string, children?: readonly Entry[] | DOMException): Entry {
  if (children === undefined) return { name, isDirectory: false, file: (take) => take(file(name)) }
  let page = 0
  return {
    name,
    isDirectory: true,
    createReader: () => ({
      // As Chromium does: at most a hundred at a time, and an empty list at the end.
      readEntries: (take, refuse) => {
        if (children instanceof DOMException) return refuse(children)
        take(children.slice(page * 100, ++page * 100))
      },
    }),
  }
}

function transfer(
  data: Readonly<Record<string, string>>,
  entries: readonly Entry[] = [],
  files: File[] = [],
): Transfer {
  return {
    types: [...Object.keys(data), ...(files.length + entries.length > 0 ? ['Files'] : [])],
    files,
    items: [
      ...Object.keys(data).map(() => ({ kind: 'string' })),
      ...entries.map((each) => ({ kind: 'file', webkitGetAsEntry: () => each })),
    ],
    getData: (type) => data[type] ?? '',
  }
}

describe('files and folders', () => {
  test('a folder is walked to its last file, in the order that a person counts in', async () => {
    const many = Array.from({ length: 230 }, (_, n) => entry(`page ${n + 1}.html`))
    const intake = await droppedFiles([entry('lectures', [entry('été', [entry('œuvre.epub')]), ...many])])
    const paths = intake.pieces.map((piece) => nameOf(piece))
    expect(paths).toHaveLength(231)
    expect(paths).toContain('lectures/été/œuvre.epub')
    expect(paths.indexOf('lectures/page 2.html')).toBeLessThan(paths.indexOf('lectures/page 10.html'))
  })

  test('in a folder, what is of no known kind is counted; named itself, it is refused with a reason', async () => {
    const folder = entry('saved', [
      entry('a.mhtml'),
      entry('b.pdf'),
      entry('.DS_Store'),
      entry('a_files', [entry('x.html')]),
    ])
    const intake = await droppedFiles([folder, entry('paper.pdf')])
    expect(intake.pieces.map(nameOf)).toEqual(['saved/a.mhtml'])
    expect(intake.leftOut).toBe(1)
    expect(intake.refused).toEqual([{ path: 'paper.pdf', fault: 'fileType' }])
  })

  test('a folder that cannot be read is told of and holds up nothing else', async () => {
    const closed = entry('closed', new DOMException('not allowed', 'NotReadableError'))
    const intake = await droppedFiles([closed, entry('notes.md')])
    expect(intake.pieces.map(nameOf)).toEqual(['notes.md'])
    expect(intake.refused[0]?.fault).toMatchObject({ code: 'fileUnreadable', details: { path: 'closed' } })
  })

  test('chosen files are told apart from those of a chosen folder', () => {
    const inFolder = file('b.zip')
    Object.defineProperty(inFolder, 'webkitRelativePath', { value: 'f/b.zip' })
    const intake = chosenFiles([file('a.txt'), file('c.zip'), inFolder])
    expect(intake.pieces.map(nameOf)).toEqual(['a.txt'])
    expect(intake).toMatchObject({ leftOut: 1, refused: [{ path: 'c.zip', fault: 'fileType' }] })
  })

  test('a file that is too large is refused by its own reason', () => {
    const large = { name: 'all.epub', size: (MAX_FILE_MB + 1) * 1024 * 1024 } as File
    expect(sortFiles([{ file: large, path: 'all.epub', inFolder: false }]).refused[0]?.fault).toBe('fileTooLarge')
  })
})

test('a text file of nothing but addresses is a list; any other text is a text', async () => {
  const list = file('à lire.txt', '\uFEFF# Mars\nhttps://example.org/a\r\nhttps://example.org/b\n')
  const letter = file('lettre.txt', 'Voir https://example.org/a')
  const page = file('page.html', 'https://example.org/a')
  const { pieces } = await withLists(chosenFiles([list, letter, page]))
  expect(pieces.map(nameOf)).toEqual(['https://example.org/a', 'https://example.org/b', 'lettre.txt', 'page.html'])
})

describe('what is dropped or pasted', () => {
  test('a dragged link is its address, whatever it is wrapped in', async () => {
    const data = {
      'text/uri-list': '# a comment\r\nhttps://example.org/a\r\nhttps://example.org/b',
      'text/html': '<a href="https://example.org/a">An <em>article</em></a>',
      'text/plain': 'An article',
    }
    expect((await takeTransfer(transfer(data))).pieces).toEqual([
      { kind: 'url', url: 'https://example.org/a' },
      { kind: 'url', url: 'https://example.org/b' },
    ])
  })

  test('a list of addresses is one piece for each, and each once', async () => {
    const text = '- https://example.org/a\n2. <https://example.org/b>\n\nhttps://example.org/a\n'
    expect((await takeTransfer(transfer({ 'text/plain': text }))).pieces.map(nameOf)).toEqual([
      'https://example.org/a',
      'https://example.org/b',
    ])
  })

  test('formatted text keeps its form and the page that it is from', async () => {
    const html =
      'Version:0.9\r\nStartHTML:00000097\r\nSourceURL:https://example.org/a?b=1&c=2\r\n\r\n<html><body><h2>« Été »</h2><p>Un texte.</p></body></html>'
    const [piece] = (await takeTransfer(transfer({ 'text/html': html, 'text/plain': '« Été »\nUn texte.' }))).pieces
    expect(piece).toMatchObject({ kind: 'html', html, url: 'https://example.org/a?b=1&c=2' })
    expect(piece && nameOf(piece)).toBe('« Été »')
  })

  test('text in a wrapper of spans is the text that it is, in any script', async () => {
    const text = '筆を持たずに読む者は半分しか読んでいない。'
    const { pieces } = await takeTransfer(transfer({ 'text/html': `<span>${text}</span>`, 'text/plain': text }))
    expect(pieces).toEqual([{ kind: 'text', text }])
  })

  test('files count before text; a picture dragged out of a page is the page’s own address', async () => {
    const both = transfer({ 'text/plain': 'note.txt' }, [entry('note.txt')])
    expect((await takeTransfer(both)).pieces.map(({ kind }) => kind)).toEqual(['file'])
    const picture = transfer({ 'text/uri-list': 'https://example.org/lamp.png' }, [entry('lamp.png')])
    expect((await takeTransfer(picture)).pieces).toEqual([{ kind: 'url', url: 'https://example.org/lamp.png' }])
    const alone = await takeTransfer(transfer({}, [], [file('lamp.png')]))
    expect(alone.refused).toEqual([{ path: 'lamp.png', fault: 'fileType' }])
  })

  test('blank text is nothing', async () => {
    expect((await takeTransfer(transfer({ 'text/plain': ' \n ', 'text/html': '<p> </p>' }))).pieces).toEqual([])
  })

  test('only drags that may hold something to save are answered', () => {
    expect(carries(['text/uri-list'])).toBe(true)
    expect(carries(['Files'])).toBe(true)
    expect(carries(['application/x-color'])).toBe(false)
    expect(carries([])).toBe(false)
  })
})

test('the page of copied HTML is what it says, and nothing that is no page', () => {
  expect(sourceOf('<html><head><base href="https://example.org/x"></head>')).toBe('https://example.org/x')
  expect(sourceOf('Version:1.0\nSourceURL:file:///etc/passwd\n<p>x</p>')).toBeNull()
  expect(sourceOf('<p>SourceURL:https://example.org</p>')).toBeNull()
  expect(isRich('<span style="x">words</span>')).toBe(false)
  expect(isRich('words<br>words')).toBe(true)
})

test('a page of a folder brings along the pictures that lie beside it, and nothing from elsewhere', async () => {
  const html =
    '<img src="./L%27%C3%A9t%C3%A9_files/a.png"><img srcset="../img/図.png 2x, rien.png 1x"><img src="../../secret.png"><script src="été_files/x.js"></script><img src="https://x.example/b.png">'
  const found = [
    ["site/été/L'été.html", html],
    ["site/été/L'été_files/a.png", 'un'],
    ['site/img/図.png', 'deux'],
    ['site/été/été_files/x.js', 'script'],
  ].map(([path = '', text]) => ({ file: file(path.split('/').at(-1) ?? '', text), path, inFolder: true }))
  const intake = sortFiles([...found, { file: file('secret.png'), path: 'secret.png', inFolder: false }])
  expect(intake.pieces.map(nameOf)).toEqual(["site/été/L'été.html"])
  const [piece] = intake.pieces
  if (piece?.kind !== 'file') throw new Error('no file')
  const bytes = new TextEncoder().encode(html)
  expect(await readBeside(piece, bytes)).toEqual([
    { path: "L'été_files/a.png", data: btoa('un') },
    { path: '../img/図.png', data: btoa('deux') },
  ])
  const { folder: _, ...alone } = piece
  expect(await readBeside(alone, bytes)).toEqual([])
})
