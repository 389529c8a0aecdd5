import type { Command } from 'commander'
import { unwrap } from '../core/result.ts'
import { type GlobalOptions, type Session, withGlobals, withLibrary } from './command.ts'

/** Tells of the progress of a task on standard error, at most every `PAUSE_MS`. */
function follow({ reader, output }: Session, task: string): () => void {
  const PAUSE_MS = 500
  let last = 0
  return reader.on('progress', (progress) => {
    const now = Date.now()
    if (progress.task !== task || now - last < PAUSE_MS) return
    last = now
    output.progress(`${progress.step} ${progress.done}/${progress.total ?? '?'}`)
  })
}

export function addCare(program: Command): void {
  withGlobals(program.command('verify').description('check every file of the library')).action(
    async (_: unknown, self: Command) => {
      await withLibrary(self.optsWithGlobals<GlobalOptions>(), async (session) => {
        const task = `verify ${process.pid}`
        const end = follow(session, task)
        const { checked, problems } = unwrap(await session.reader.verifyLibrary({ task }))
        end()
        session.output.result({ checked, problems }, `${checked} files checked, ${problems.length} problems`)
        for (const problem of problems) session.output.error(problem)
      })
    },
  )
  withGlobals(program.command('reindex').description('build the search index again from the files')).action(
    async (_: unknown, self: Command) => {
      await withLibrary(self.optsWithGlobals<GlobalOptions>(), async (session) => {
        const task = `reindex ${process.pid}`
        const end = follow(session, task)
        const { articles } = unwrap(await session.reader.reindex({ task }))
        end()
        session.output.result({ articles }, `${articles} articles indexed`)
      })
    },
  )
}
