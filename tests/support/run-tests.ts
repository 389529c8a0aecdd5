/**
 * `npm test`: finds or installs a Chromium, builds, runs all tests, and ends with one line `N passed, N failed` counted from
 * the reports. Arguments are handed to vitest (a file, `-t name`).
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ensureBuilt } from '../../main/cli/build.ts'
import { ensureChromium } from './chromium.ts'
import { addTallies, readTally, type Tally } from './tally.ts'

const root = resolve(import.meta.dirname, '../..')

/** Runs one project of vitest.config.ts. A run that crashed has failed, whatever its report says. */
async function runProject(project: string, folder: string): Promise<Tally> {
  const file = join(folder, `${project}.json`)
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`, '--passWithNoTests']
  const child = spawn(process.execPath, [...args, ...reporters, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  })
  const code = await new Promise<number>((settle) => {
    child.on('error', () => settle(1))
    child.on('close', (status) => settle(status ?? 1))
  })
  return readTally(file, code)
}

const folder = mkdtempSync(join(tmpdir(), 'postil-tests-'))
let tally: Tally = { passed: 0, failed: 0 }
try {
  process.env.POSTIL_CHROMIUM = ensureChromium()
  await ensureBuilt(root, (line) => console.log(line))
  for (const project of ['unit', 'e2e']) tally = addTallies(tally, await runProject(project, folder))
  if (tally.passed + tally.failed === 0) {
    console.error('No test was run.')
    tally = { passed: 0, failed: 1 }
  }
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown)
  tally = addTallies(tally, { passed: 0, failed: 1 })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = tally.failed > 0 ? 1 : 0
console.log(`${tally.passed} passed, ${tally.failed} failed`)
