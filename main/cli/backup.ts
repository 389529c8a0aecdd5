import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { MergeReceipt, Problem } from '../core/contract.ts'
import { unwrap } from '../core/result.ts'
import { type GlobalOptions, type Session, withGlobals, withLibrary } from './command.ts'
import { followed } from './follow.ts'

/** Whether an argument names a file rather than an article: there is one, or it is written like one. */
export function isFile(text: string): boolean {
  return /[/\\]|\.zip$/i.test(text) || (statSync(text, { throwIfNoEntry: false })?.isFile() ?? false)
}

/** Merges a backup. The path is made absolute here, since a running Postil has another working folder. */
export async function restoreBackup(session: Session, file: string): Promise<void> {
  const path = resolve(file)
  const receipt = await followed(session, 'restore', async (task) =>
    unwrap(await session.reader.restoreBackup({ path, task })),
  )
  tellReceipt(session, path, receipt)
}

function tellReceipt(session: Session, path: string, receipt: MergeReceipt): void {
  const { articles, highlights, files } = receipt
  const lines = [
    `articles: ${articles.added} added, ${articles.changed} changed, ${articles.same} the same, ${articles.deleted} deleted here for good`,
    `highlights: ${highlights.added} added, ${highlights.changed} changed`,
    `texts, pages and pictures: ${files} added`,
  ]
  session.output.result({ path, ...receipt }, lines.join('\n'))
  tellProblems(session, receipt.problems)
}

function tellProblems({ output }: Session, problems: readonly Problem[]): void {
  for (const problem of problems) {
    if (problem.code === 'mergeStopped') output.error(problem)
    else output.warning(problem)
  }
}

export function addBackups(program: Command): void {
  withGlobals(
    program.command('backup').description('write the whole library into one ZIP archive, also while it is in use'),
  )
    .argument('<path>', 'the archive’s file')
    .option('--force', 'write over a file that is there')
    .action(async (file: string, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions & { force?: boolean }>()
      const { force = false } = options
      await withLibrary(options, async (session) => {
        const made = await followed(session, 'backup', async (task) =>
          unwrap(await session.reader.backupLibrary({ path: resolve(file), force, task })),
        )
        const { path, articles, files, bytes, problems } = made
        session.output.result(made, `${path}: ${articles} articles, ${files} files, ${bytes} bytes`)
        tellProblems(session, problems)
      })
    })

  withGlobals(program.command('merge').description('merge another copy of the library into this one, record by record'))
    .argument('<folder>', 'the other copy, which is only read')
    .action(async (folder: string, _: unknown, self: Command) => {
      await withLibrary(self.optsWithGlobals<GlobalOptions>(), async (session) => {
        const path = resolve(folder)
        const receipt = await followed(session, 'merge', async (task) =>
          unwrap(await session.reader.mergeLibrary({ path, task })),
        )
        tellReceipt(session, path, receipt)
      })
    })
}
