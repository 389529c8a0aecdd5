import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { layerNames } from '../support/layers.ts'

let root: string

function plant(file: string, source: string) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), source)
}

function check() {
  const script = path.resolve('tests/support/check-structure.ts')
  return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, root], { encoding: 'utf8' })
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'postil-structure-'))
  execFileSync('git', ['init', '-q'], { cwd: root })
  const homes: Record<string, string> = {
    renderer: 'renderer/a.ts',
    reader: 'main/reader.ts',
    composition: 'main/postil.ts',
  }
  for (const layer of layerNames) plant(homes[layer] ?? `main/${layer}/a.ts`, 'export const a = 1\n')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

it('is content with a clean project', () => {
  const { status, stderr } = check()
  expect(stderr).toContain('0 faults')
  expect(status).toBe(0)
})

it('fails on a planted import', () => {
  plant('main/library/b.ts', `import '../search/a.ts'\n`)
  const { status, stderr } = check()
  expect(stderr).toContain('main/library/b.ts: imports “../search/a.ts”: library must not import search')
  expect(status).toBe(1)
})

it('fails on a file of more than 400 lines', () => {
  plant('renderer/long.css', 'a {}\n'.repeat(401))
  expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('renderer/long.css: 401 lines') })
})

it('fails when a layer holds no file, since its rule would hold nothing', () => {
  rmSync(path.join(root, 'main/importers'), { recursive: true })
  expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('layer importers: no file found') })
})
