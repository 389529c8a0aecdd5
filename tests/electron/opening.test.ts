import { describe, expect, it } from 'vitest'
import { PostilError } from '../../main/core/result.ts'
import { besideArchive, libraryArgument, openOrAsk } from '../../main/electron/opening.ts'
import { shellWords, startSentence } from '../../main/electron/words.ts'

describe('opening the library', () => {
  it('opens without asking when all is well', async () => {
    const result = await openOrAsk('/a', { open: async (path) => `opened ${path}`, ask: () => expect.unreachable() })
    expect(result).toEqual({ opened: 'opened /a', libraryPath: '/a' })
  })

  it('asks until a folder opens, saying each time what was wrong', async () => {
    const codes: string[] = []
    const folders = ['/b', '/c']
    const result = await openOrAsk('/a', {
      open: async (path) => {
        if (path === '/a') throw new PostilError('libraryLocked', { path })
        if (path === '/b') throw new PostilError('libraryForeign', { path })
        return path
      },
      ask: async (error) => {
        codes.push(error.code)
        return folders.shift() ?? null
      },
    })
    expect(codes).toEqual(['libraryLocked', 'libraryForeign'])
    expect(result?.libraryPath).toBe('/c')
  })

  it('ends when the person would rather quit, whatever the reason was', async () => {
    let code = ''
    const result = await openOrAsk('/a', {
      open: () => Promise.reject(new Error('EIO')),
      ask: async (error) => {
        code = error.code
        return null
      },
    })
    expect(result).toBeNull()
    expect(code).toBe('internal')
  })
})

describe('the arguments', () => {
  it.each([
    [['postil'], null],
    [['postil', '--library', '/a b'], '/a b'],
    [['electron', '.', '--user-data-dir=/x', '--library=/été'], '/été'],
    [['postil', '--library'], null],
    [['postil', '--library='], null],
  ])('%j name %j', (argv, library) => {
    expect(libraryArgument(argv)).toBe(library)
  })
})

it('looks for what threads load beside a package’s archive', () => {
  const moved = (href: string) => besideArchive(new URL(href)).href
  expect(moved('file:///opt/Postil/resources/app.asar/out/main/worker.js')).toBe(
    'file:///opt/Postil/resources/app.asar.unpacked/out/main/worker.js',
  )
  expect(moved('file:///home/ada/postil/out/main/worker.js')).toBe('file:///home/ada/postil/out/main/worker.js')
})

describe('words before the window', () => {
  it('follows the system’s language', () => {
    expect(shellWords('fr-CA').quit).toBe('Quitter')
    expect(shellWords('en-GB').quit).toBe('Quit')
    expect(shellWords('frr').quit).toBe('Quit')
    expect(shellWords('ja').quit).toBe('Quit')
  })
  it('says what happened in that language, set as French is', () => {
    const error = { code: 'libraryLocked', message: 'Locked.', details: { path: '/home/ada/Été ; 1' } } as const
    expect(startSentence(error, 'en')).toBe('Locked.')
    expect(startSentence(error, 'fr-FR')).toContain('«\u202f/home/ada/Été ; 1\u202f»')
    expect(startSentence({ code: 'internal', message: 'Oh.' }, 'fr')).toBe('Oh.')
  })
})
