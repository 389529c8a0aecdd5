import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { untouched } from '../library/formats.ts'
import { postil, type Serving, serving } from '../support/cli.ts'

describe('postil serve', () => {
  let folder: string
  let library: string
  let running: Serving | null

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postil-serve-'))
    library = join(folder, 'library')
    running = null
  })
  afterEach(async () => {
    await running?.stop('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  const runtime = () => join(library, '.index', 'runtime.json')

  test('commands find the running Postil, and a second one is refused', async () => {
    running = await serving(['--library', library])
    const { url, token, pid } = running
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await stat(runtime())).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await readFile(runtime(), 'utf8'))).toMatchObject({ token, pid, port: Number(new URL(url).port) })

    const saved = await postil(['save', '-', '--library', library], { input: 'Through the other one.' })
    expect([saved.code, saved.stderr]).toEqual([0, ''])
    const answer = await fetch(`${url}/api/listArticles`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: '{}',
    })
    expect(await answer.json()).toMatchObject({ ok: true, value: { total: 1 } })
    expect((await postil(['list', '--library', library, '--json'])).lines()).toHaveLength(1)
    const verified = await postil(['verify', '--library', library, '--json'])
    expect(verified.lines()).toMatchObject([{ problems: [] }])

    const second = await postil(['serve', '--library', library])
    expect([second.code, second.stdout]).toEqual([1, ''])
    expect(second.stderr).toMatch(/^error\[libraryLocked\]: /)

    expect(await running.stop()).toBe(0)
    expect(existsSync(runtime())).toBe(false)
    expect((await postil(['list', '--library', library, '--json'])).lines()).toHaveLength(1)
  })

  test('one that was killed leaves nothing in the way, and nothing is lost', async () => {
    running = await serving(['--library', library])
    await postil(['save', '-', '--library', library], { input: 'Kept.' })
    await running.stop('SIGKILL')
    expect(existsSync(runtime())).toBe(true)
    expect((await postil(['list', '--library', library, '--json'])).lines()).toHaveLength(1)
    running = await serving(['--library', library])
    expect((await postil(['list', '--library', library, '--json'])).lines()).toHaveLength(1)
  })

  test('a library of a newer format is served without a trace in it', async () => {
    await postil(['save', '-', '--library', library], { input: 'Gardé.' })
    const file = join(library, 'library.json')
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), format: 3 }))
    const look = untouched(library)
    const before = look()
    running = await serving(['--library', library])
    expect((await postil(['list', '--library', library, '--json'])).lines()).toHaveLength(1)
    const saved = await postil(['save', '-', '--library', library], { input: 'Perdu.' })
    expect([saved.code, saved.stderr]).toEqual([1, expect.stringMatching(/^error\[libraryNewer\]: .*format 3/)])
    expect(await running.stop()).toBe(0)
    expect(look()).toEqual(before)
  })

  test('a runtime file that is nonsense is passed over', async () => {
    await postil(['save', '-', '--library', library], { input: 'Kept.' })
    for (const text of ['', '{', '{"port":"x"}', '{"port":1,"token":"t","pid":1}']) {
      await writeFile(runtime(), text)
      const listed = await postil(['list', '--library', library, '--json'])
      expect([text, listed.code, listed.lines().length]).toEqual([text, 0, 1])
    }
  })

  test('commands that start at once wait for each other', async () => {
    const inputs = ['One.', 'Two.', 'Three.']
    const ran = await Promise.all(inputs.map((input) => postil(['save', '-', '--library', library], { input })))
    expect(ran.map(({ code, stderr }) => [code, stderr])).toEqual(inputs.map(() => [0, '']))
    expect((await postil(['list', '--library', library, '--json'])).lines()).toHaveLength(3)
  })
})
