import { readFileSync } from 'node:fs'

export interface Tally {
  readonly passed: number
  readonly failed: number
}

export const addTallies = (a: Tally, b: Tally): Tally => ({ passed: a.passed + b.passed, failed: a.failed + b.failed })

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly success: boolean
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

/**
 * Counts a run from vitest's JSON report. A file that failed before its first test, a run that ended badly, and one that
 * left no report each count as a failure: silence is never a pass.
 */
export function readTally(file: string, exitCode: number): Tally {
  let report: Report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1 }
  }
  const broken = report.testResults.filter((r) => r.status === 'failed' && r.assertionResults.length === 0).length
  const failed = report.numFailedTests + broken
  const unexplained = failed === 0 && (exitCode !== 0 || !report.success) ? 1 : 0
  return { passed: report.numPassedTests, failed: failed + unexplained }
}
