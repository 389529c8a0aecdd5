import type { Command } from 'commander'
import { unwrap } from '../core/result.ts'
import { type GlobalOptions, withGlobals, withLibrary } from './command.ts'
import { followed } from './follow.ts'

export function addCare(program: Command): void {
  withGlobals(program.command('verify').description('check every file of the library')).action(
    async (_: unknown, self: Command) => {
      await withLibrary(self.optsWithGlobals<GlobalOptions>(), async (session) => {
        const { checked, problems } = await followed(session, 'verify', async (task) =>
          unwrap(await session.reader.verifyLibrary({ task })),
        )
        session.output.result({ checked, problems }, `${checked} files checked, ${problems.length} problems`)
        for (const problem of problems) session.output.error(problem)
      })
    },
  )
  withGlobals(program.command('reindex').description('build the search index again from the files')).action(
    async (_: unknown, self: Command) => {
      await withLibrary(self.optsWithGlobals<GlobalOptions>(), async (session) => {
        const { articles } = await followed(session, 'reindex', async (task) =>
          unwrap(await session.reader.reindex({ task })),
        )
        session.output.result({ articles }, `${articles} articles indexed`)
      })
    },
  )
}
