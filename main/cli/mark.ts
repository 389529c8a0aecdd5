import type { Command } from 'commander'
import type { HighlightColor } from '../core/model/highlight.ts'
import { unwrap } from '../core/result.ts'
import { isFile, restoreBackup } from './backup.ts'
import { type GlobalOptions, withGlobals, withLibrary } from './command.ts'
import { highlightText } from './read.ts'
import { articleId, parseColor, parseQuote, parseTags } from './values.ts'

interface HighlightOptions extends GlobalOptions {
  readonly quote: string
  readonly prefix?: string
  readonly suffix?: string
  readonly note?: string
  readonly color?: HighlightColor
  readonly tags?: string[]
}

export function addMarking(program: Command): void {
  withGlobals(program.command('highlight').description('highlight a passage by quoting it'))
    .argument('<id>')
    .requiredOption('--quote <text>', 'the passage', parseQuote)
    .option('--prefix <text>', 'what stands before it, where the quote is there more than once')
    .option('--suffix <text>', 'what stands after it')
    .option('--note <markdown>', 'a note')
    .option('--color <color>', 'yellow, green, blue, red, purple, or 1 to 5', parseColor)
    .option('--tags <a,b>', 'tags', parseTags)
    .action(async (id: string, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<HighlightOptions>()
      const { quote, prefix, suffix, note, color, tags } = options
      await withLibrary(options, async ({ reader, output }) => {
        const added = await reader.addHighlight({
          articleId: articleId(id),
          passage: { quote, ...(prefix !== undefined && { prefix }), ...(suffix !== undefined && { suffix }) },
          ...(note !== undefined && { note }),
          ...(color !== undefined && { color }),
          ...(tags !== undefined && { tags }),
        })
        const highlight = unwrap(added)
        output.result(highlight, highlightText(highlight))
      })
    })

  withGlobals(program.command('tag').description('show or change the tags of articles'))
    .argument('<id...>')
    .option('--add <a,b>', 'tags to add', parseTags)
    .option('--remove <a,b>', 'tags to take away', parseTags)
    .action(async (ids: string[], _: unknown, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions & { add?: string[]; remove?: string[] }>()
      const { add = [], remove = [] } = options
      await withLibrary(options, async ({ reader, output }) => {
        for (const id of ids.map(articleId)) {
          let { article } = unwrap(await reader.openArticle({ id }))
          if (add.length + remove.length > 0) {
            const tags = [...article.tags, ...add].filter((tag) => !remove.includes(tag))
            article = unwrap(await reader.updateArticle({ id, patch: { tags } }))
          }
          output.result({ id, tags: article.tags }, `${id}  ${article.tags.join(', ')}`)
        }
      })
    })

  withGlobals(program.command('archive').description('move articles out of the reading list'))
    .argument('<id...>')
    .option('--undo', 'back into the reading list')
    .action(async (ids: string[], _: unknown, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions & { undo?: boolean }>()
      const archived = options.undo !== true
      await withLibrary(options, async ({ reader, output }) => {
        for (const id of ids.map(articleId)) {
          unwrap(await reader.updateArticle({ id, patch: { archived } }))
          output.result({ id, archived }, `${id}  ${archived ? 'archived' : 'back in the reading list'}`)
        }
      })
    })

  withGlobals(program.command('delete').description('move articles to the trash, highlights included'))
    .argument('<id...>')
    .action(async (ids: string[], _: unknown, self: Command) => {
      await withLibrary(self.optsWithGlobals<GlobalOptions>(), async ({ reader, output }) => {
        const asked = ids.map(articleId)
        unwrap(await reader.deleteArticles({ ids: asked }))
        for (const id of asked) output.result({ id, deleted: true }, `${id}  in the trash`)
      })
    })

  withGlobals(
    program.command('restore').description('bring articles back from the trash, or a backup into the library'),
  )
    .argument('<id|backup...>', 'articles, or the ZIP archives that “backup” wrote')
    .action(async (given: string[], _: unknown, self: Command) => {
      await withLibrary(self.optsWithGlobals<GlobalOptions>(), async (session) => {
        const { reader, output } = session
        const asked = given.filter((each) => !isFile(each)).map(articleId)
        for (const file of given.filter(isFile)) await restoreBackup(session, file)
        if (asked.length > 0) unwrap(await reader.restoreArticles({ ids: asked }))
        for (const id of asked) output.result({ id, deleted: false }, `${id}  restored`)
      })
    })
}
