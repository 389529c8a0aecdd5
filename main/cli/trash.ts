import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { unwrap } from '../core/result.ts'
import { type GlobalOptions, type Session, withGlobals, withLibrary } from './command.ts'
import { followed } from './follow.ts'
import { articleId } from './values.ts'

interface EmptyOptions extends GlobalOptions {
  readonly yes?: boolean
}

export function addTrash(program: Command): void {
  withGlobals(
    program.command('empty-trash').description('delete for good what is in the trash, or only these articles of it'),
  )
    .argument('[id...]')
    .option('--yes', 'without asking')
    .action(async (ids: string[], _: unknown, self: Command) => {
      const options = self.optsWithGlobals<EmptyOptions>()
      if (!options.yes && !process.stdin.isTTY) {
        self.error('error: this cannot be undone: say --yes, since nobody can be asked here', { exitCode: 2 })
      }
      await withLibrary(options, async (session) => {
        const asked = ids.map(articleId)
        if (!options.yes && !(await agreed(session, asked))) return
        const { deleted } = await followed(session, 'empty-trash', async (task) =>
          unwrap(await session.reader.emptyTrash({ ...(asked.length > 0 && { ids: asked }), task })),
        )
        for (const id of deleted) session.output.result({ id, deleted: 'for good' }, `${id}  deleted for good`)
        if (deleted.length === 0 && !session.output.json) session.output.progress('Nothing was in the trash.')
      })
    })
}

/** Asks on the terminal; anything but yes is no. */
async function agreed({ reader, output }: Session, ids: readonly string[]): Promise<boolean> {
  const count = ids.length > 0 ? ids.length : unwrap(await reader.listArticles({ shelf: 'trash', limit: 1 })).total
  if (count === 0) {
    output.progress('Nothing is in the trash.')
    return false
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const what = count === 1 ? 'one article' : `${count} articles`
    const answer = await terminal.question(`Delete ${what} for good? This cannot be undone. [y/N] `)
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}
