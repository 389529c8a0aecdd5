/**
 * What the compiler and the linter cannot hold: the direction of imports between folders, and the size of files.
 * Prints each fault and ends with 1 where there is one. Optional argument: the project's folder.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { checkImports, layerNames, layerOf } from './layers.ts'

const LONGEST_FILE = 400

const root = path.resolve(process.argv[2] ?? '.')
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
const files = listed.split('\n').filter((file) => file !== '' && existsSync(path.join(root, file)))
const isCode = (file: string) => /\.(ts|tsx|css)$/.test(file)

const faults: string[] = []
const seen = new Set<string>()
for (const file of files.filter((file) => isCode(file) && /^(main|renderer|tests)\//.test(file))) {
  const source = readFileSync(path.join(root, file), 'utf8')
  const lines = source.split('\n').length - 1
  if (lines > LONGEST_FILE) faults.push(`${file}: ${lines} lines; at most ${LONGEST_FILE}`)
  if (file.startsWith('tests/') || file.endsWith('.css')) continue
  seen.add(layerOf(file) ?? '')
  for (const { specifier, reason } of checkImports(file, source))
    faults.push(`${file}: imports “${specifier}”: ${reason}`)
}
// A rule that no file falls under holds nothing: most likely a folder was renamed.
for (const layer of layerNames) if (!seen.has(layer)) faults.push(`layer ${layer}: no file found`)

for (const fault of faults) console.error(fault)
console.error(`structure: ${files.filter(isCode).length} files, ${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0
