import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addTallies, readTally } from '../support/tally.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'postil-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const count = async (report: unknown, exitCode: number) => {
  const file = join(home, 'report.json')
  await writeFile(file, typeof report === 'string' ? report : JSON.stringify(report))
  return readTally(file, exitCode)
}
const report = (passed: number, failed: number, testResults: unknown[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  success: failed === 0,
  testResults,
})

describe('counting a run', () => {
  it('takes the report’s numbers', async () => {
    expect(await count(report(12, 0), 0)).toEqual({ passed: 12, failed: 0 })
    expect(await count(report(12, 3), 1)).toEqual({ passed: 12, failed: 3 })
  })
  it('counts a file that broke before its first test', async () => {
    const broken = { status: 'failed', assertionResults: [] }
    expect(await count({ ...report(5, 0, [broken]), success: false }, 1)).toEqual({ passed: 5, failed: 1 })
  })
  it('never takes silence or a crash for a pass', async () => {
    expect(await count(report(5, 0), 1)).toEqual({ passed: 5, failed: 1 })
    expect(await count('', 0)).toEqual({ passed: 0, failed: 1 })
    expect(readTally(join(home, 'none.json'), 0)).toEqual({ passed: 0, failed: 1 })
  })
  it('adds up', () => {
    expect(addTallies({ passed: 1, failed: 2 }, { passed: 10, failed: 20 })).toEqual({ passed: 11, failed: 22 })
  })
})
