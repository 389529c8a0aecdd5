import type { Command } from 'commander'
import { unwrap } from '../core/result.ts'
import { type GlobalOptions, withGlobals, withLibrary } from './command.ts'
import { followed } from './follow.ts'

export function addCare(program: Command): void {
  withGlobals(program.command('verify').description('check every file of the library'))
    .option('--repair', 'mend what can be mended, and move the rest to the quarantine')
    .action(async (_: unknown, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions & { repair?: boolean }>()
      const { repair = false } = options
      await withLibrary(options, async (session) => {
        const { checked, problems, repairs } = await followed(session, 'verify', async (task) =>
          unwrap(await session.reader.verifyLibrary({ repair, task })),
        )
        const record = { checked, problems, ...(repair && { repairs }) }
        const text = [
          ...repairs.map(({ path, done }) => `${done === 'mended' ? 'mended     ' : 'moved aside'}  ${path}`),
          `${checked} files checked, ${problems.length} problems${repair ? `, ${repairs.length} repairs` : ''}`,
        ]
        session.output.result(record, text.join('\n'))
        for (const problem of problems) session.output.error(problem)
      })
    })
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
