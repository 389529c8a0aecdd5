import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { type Files, realFiles } from '../../main/library/files.ts'
import type { Library } from '../../main/library/types.ts'
import { freshPath, highlight, newArticle, openAt } from './support.ts'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

const holder = new URL('./hold.ts', import.meta.url)
const writer = new URL('./writer.ts', import.meta.url)

function started(program: URL, ...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(program), ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  children.push(child)
  return child
}

async function prepared(): Promise<{ path: string; library: Library; id: string; deleteLock: () => void }> {
  const path = freshPath()
  const library = await openAt(path)
  const { id } = await library.createArticle(newArticle())
  return { path, library, id, deleteLock: () => rmSync(join(path, '.index'), { recursive: true }) }
}

/** Files on which the next opening to write waits until it may go on. */
function gated() {
  const reached = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  let armed = false
  const files: Files = {
    ...realFiles,
    async open(path, flags, mode) {
      if (armed && flags === 'w') {
        armed = false
        reached.resolve()
        await go.promise
      }
      return realFiles.open(path, flags, mode)
    },
  }
  const arm = () => {
    armed = true
  }
  return { files, arm, reached: reached.promise, go: go.resolve }
}

const note = (library: Library, id: string, text: string) =>
  library.updateHighlights(id, (present) => [...present, highlight(id, text)])

/** Whether another process can have the library. */
async function isTaken(path: string): Promise<boolean> {
  const child = started(holder, path)
  const said = once(child.stdout ?? child, 'data').then(() => false)
  const free = await Promise.race([said, once(child, 'exit').then(() => true)])
  child.kill('SIGKILL')
  return free
}

it('whose file was deleted is taken anew with the next change, before anybody else has it', async () => {
  const { path, library, id, deleteLock } = await prepared()
  for (const text of ['une', 'deux', 'ثلاثة']) {
    deleteLock()
    await note(library, id, text)
    expect(await isTaken(path)).toBe(true)
  }
  expect((await library.readHighlights(id)).map((mark) => mark.note)).toEqual(['une', 'deux', 'ثلاثة'])
  expect(library.problems()).toEqual([])
})

it('is taken anew without any change too, by who looks after it', async () => {
  const { path, library, deleteLock } = await prepared()
  deleteLock()
  expect(library.keep()).toBe(true)
  expect(await isTaken(path)).toBe(true)
})

it('that another process took in the meantime keeps every change out, and no reading, until it is free', async () => {
  const { path, library, id, deleteLock } = await prepared()
  await note(library, id, '前')
  deleteLock()
  const other = started(holder, path)
  await once(other.stdout ?? other, 'data')

  const locked = { code: 'libraryLocked' }
  await expect(note(library, id, 'non')).rejects.toMatchObject(locked)
  await expect(library.createArticle(newArticle())).rejects.toMatchObject(locked)
  await expect(library.updateArticle(id, (article) => ({ ...article, favourite: true }))).rejects.toMatchObject(locked)
  await expect(library.updateSettings((settings) => ({ ...settings, backupsKept: 3 }))).rejects.toMatchObject(locked)
  await expect(library.backupDaily(7)).rejects.toMatchObject(locked)
  expect(library.keep()).toBe(false)
  expect(library.problems().map(({ code }) => code)).toContain('libraryLocked')
  expect((await library.readHighlights(id)).map((mark) => mark.note)).toEqual(['前'])
  expect((await library.readArticle(id)).id).toBe(id)

  const ended = once(other, 'exit')
  other.kill('SIGKILL')
  await ended
  await note(library, id, '後')
  expect((await library.readHighlights(id)).map((mark) => mark.note)).toEqual(['前', '後'])
  expect(library.problems().map(({ code }) => code)).not.toContain('libraryLocked')
})

it('lost in the middle of a change, does the change again over what another process wrote', async () => {
  const { path, library, id, deleteLock } = await prepared()
  let thought = 0
  const change = library.updateHighlights(id, (present) => {
    thought += 1
    if (thought === 1) deleteLock()
    return [...present, highlight(id, 'à moi')]
  })
  await expect(change).resolves.toHaveLength(1)
  expect(thought).toBe(2)
  await library.close()
  const gate = gated()
  const slow = await openAt(path, { files: gate.files })
  gate.arm()
  const lost = slow.updateHighlights(id, (present) => [...present, highlight(id, 'tard')])
  await gate.reached
  deleteLock()
  // While this one waits, the other comes, writes, and goes.
  const other = started(writer, path, id, 'autre')
  await once(other.stdout ?? other, 'data')
  const ended = once(other, 'exit')
  other.stdin?.end()
  await ended
  gate.go()
  await lost
  const notes = (await slow.readHighlights(id)).map((mark) => mark.note)
  expect(notes).toContain('à moi')
  expect(notes.some((each) => each?.startsWith('autre'))).toBe(true)
  expect(notes.at(-1)).toBe('tard')
  await note(slow, id, 'encore')
})

it('deleted at random moments lets two processes that want to write lose nothing', async () => {
  const { path, library, id } = await prepared()
  await library.close()
  const acknowledged: string[] = []
  const writers = ['une', 'autre'].map((who) => {
    const child = started(writer, path, id, who)
    if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => acknowledged.push(line))
    return { child, ended: once(child, 'exit') }
  })
  const count = (who: string) => acknowledged.filter((line) => line.startsWith(who)).length
  const behind = () => Math.min(count('une'), count('autre'))
  let pause = 80
  for (let before = 0; behind() < 20; before = behind()) {
    await wait(Math.random() * pause)
    // On a busy machine the lock would else be gone each time before anybody has written with it.
    pause = behind() > before ? 80 : pause * 1.3
    await rm(join(path, '.index'), { recursive: true, force: true }).catch(() => {})
  }
  for (const { child } of writers) child.stdin?.end()
  for (const { ended } of writers) expect(await ended).toEqual([0, null])
  const again = await openAt(path)
  const notes = (await again.readHighlights(id)).map((mark) => mark.note)
  const written = acknowledged.filter((line) => line !== 'locked' && line !== 'ended')
  expect(written.filter((line) => !notes.includes(line))).toEqual([])
  expect((await again.verify()).problems.filter(({ code }) => code === 'fileDamaged')).toEqual([])
})
