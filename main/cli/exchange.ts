import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import type { Params } from '../core/contract.ts'
import { unwrap } from '../core/result.ts'
import { type GlobalOptions, withGlobals, withLibrary } from './command.ts'
import { readGiven } from './files.ts'
import { articleId } from './values.ts'
import { writeExport } from './write.ts'

interface ExportOptions extends GlobalOptions {
  readonly all?: boolean
  readonly format: Params<'exportArticles'>['format']
  readonly out?: string
  readonly force?: boolean
}

export function addExchange(program: Command): void {
  withGlobals(program.command('export').description('articles and notes for other tools'))
    .argument('[id...]')
    .option('--all', 'everything that is not in the trash')
    .addOption(new Option('--format <format>').choices(['markdown', 'json']).makeOptionMandatory())
    .option('--out <path>', 'a file, or a folder; standard output without it')
    .option('--force', 'write over files that are there')
    .action(async (ids: string[], _: unknown, self: Command) => {
      const options = self.optsWithGlobals<ExportOptions>()
      const { all = false, format, out, force = false } = options
      if (all === ids.length > 0) self.error('error: name the articles, or give --all')
      await withLibrary(options, async ({ reader, output }) => {
        const { files } = unwrap(await reader.exportArticles({ ids: all ? 'all' : ids.map(articleId), format }))
        if (out === undefined) {
          for (const { text } of files) output.text(text)
          return
        }
        for (const path of await writeExport(files, out, force)) output.result({ path }, path)
        if (!all) return
        const { problems } = unwrap(await reader.libraryStatus({}))
        for (const { code, message } of problems) output.progress(`warning[${code}]: ${message}`)
      })
    })

  withGlobals(program.command('import').description('articles and highlights from another tool’s export'))
    .argument('<file>')
    .option('--from <format>', 'what the file is, where Postil cannot tell')
    .action(async (file: string, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions & { from?: string }>()
      const { from } = options
      await withLibrary(options, async ({ reader, output }) => {
        const data = (await readGiven(file)).toString('base64')
        const receipt = unwrap(
          await reader.importFile({ name: basename(file), data, ...(from !== undefined && { from }) }),
        )
        const { articles, highlights, problems } = receipt
        const counts = Object.entries(highlights).map(([status, count]) => `${count} ${status}`)
        const lines = [
          `${receipt.format}: ${articles.added} added, ${articles.merged} merged, ${articles.skipped} skipped`,
          `highlights: ${counts.join(', ')}`,
          ...problems.map(({ row, reason }) => `not used: ${row}: ${reason}`),
        ]
        output.result(receipt, lines.join('\n'))
      })
    })
}
