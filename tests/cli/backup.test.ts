import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { postil, serving } from '../support/cli.ts'

describe('postil backup, restore and merge', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postil-cli-backup-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const at = (name: string) => ['--library', join(folder, name), '--json']
  const save = async (name: string, text: string): Promise<string> => {
    const [saved] = (await postil(['save', '-', ...at(name)], { input: text })).lines()
    return String(saved?.id)
  }
  const listed = async (name: string) => (await postil(['list', ...at(name)])).lines().map(({ id }) => id)

  test('one library is written into an archive and restored into another', async () => {
    const id = await save('a', 'Une note dans la marge. ملاحظة')
    const zip = join(folder, 'sauvegarde été.zip')
    const made = await postil(['backup', zip, ...at('a')])
    expect([made.code, made.stderr]).toEqual([0, expect.not.stringMatching(/error|warning/)])
    expect(made.lines()).toMatchObject([{ path: zip, articles: 1, problems: [] }])
    const again = await postil(['backup', zip, ...at('a')])
    expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/^error\[targetExists\]: .*--force/)])
    expect((await postil(['backup', zip, '--force', ...at('a')])).code).toBe(0)

    const restored = await postil(['restore', zip, ...at('b')])
    expect([restored.code, restored.stderr]).toEqual([0, expect.not.stringMatching(/error|warning/)])
    expect(restored.lines()).toMatchObject([{ path: zip, articles: { added: 1, same: 0 }, problems: [] }])
    expect(await listed('b')).toEqual([id])
    expect((await postil(['verify', ...at('b')])).code).toBe(0)
    // Articles from the trash, as ever.
    await postil(['delete', id, ...at('b')])
    expect((await postil(['restore', id, ...at('b')])).lines()).toEqual([{ id, deleted: false }])
  })

  test('says what is wrong with an archive, and changes nothing', async () => {
    const zip = join(folder, 'autre.zip')
    const missing = await postil(['restore', zip, ...at('a')])
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringMatching(/^error\[fileNotFound\]/)])
    await writeFile(zip, 'no archive')
    const ran = await postil(['restore', zip, ...at('a')])
    expect([ran.code, ran.stdout]).toEqual([1, ''])
    expect(ran.stderr).toMatch(/^error\[backupUnreadable\]: .*autre\.zip/)
    expect((await postil(['backup', ...at('a')])).code).toBe(2)
  })

  test('another copy is merged, and only read', async () => {
    const id = await save('a', 'Une note dans la marge.')
    await cp(join(folder, 'a'), join(folder, 'b'), { recursive: true })
    const other = await save('b', '余白の書き込み。')
    const ran = await postil(['merge', join(folder, 'b'), ...at('a')])
    expect([ran.code, ran.stderr]).toEqual([0, expect.not.stringMatching(/error|warning/)])
    expect(ran.lines()).toMatchObject([{ articles: { added: 1, changed: 0, same: 1 }, highlights: { added: 0 } }])
    expect((await listed('a')).sort()).toEqual([id, other].sort())
    const itself = await postil(['merge', join(folder, 'a'), ...at('a')])
    expect(itself.stderr).toMatch(/^error\[mergeWithItself\]/)
  })

  test('goes through the Postil that has the library open, with paths of the caller’s folder', async () => {
    const id = await save('a', 'Une note dans la marge.')
    const server = await serving(at('a'))
    try {
      const zip = join(folder, 'tout.zip')
      const made = await postil(['backup', relative(process.cwd(), zip), ...at('a')])
      expect([made.code, made.lines()]).toMatchObject([0, [{ path: zip, articles: 1 }]])
      expect(await readdir(folder)).toContain('tout.zip')
      const restored = await postil(['restore', relative(process.cwd(), zip), ...at('a')])
      expect(restored.lines()).toMatchObject([{ path: zip, articles: { added: 0, same: 1 } }])
      expect(await listed('a')).toEqual([id])
    } finally {
      await server.stop()
    }
  })
})
