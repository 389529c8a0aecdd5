import type { Command } from 'commander'
import { Option } from 'commander'
import { type ArticleSummary, type Params, type SearchHit, shelves, sorts } from '../core/contract.ts'
import type { ResolvedHighlight } from '../core/model/highlight.ts'
import { unwrap } from '../core/result.ts'
import { type GlobalOptions, withGlobals, withLibrary } from './command.ts'
import { tellMistakes } from './mistakes.ts'
import { articleId, parseLimit } from './values.ts'

const PAGE = 1000
const formats = ['text', 'html', 'markdown', 'json'] as const

function row({ id, createdAt, title, site, minutes }: ArticleSummary): string {
  const from = site === null ? '' : `  — ${site}`
  return `${id}  ${createdAt.slice(0, 10)}  ${title}${from}  (${minutes} min)`
}

/** Where a passage is from, if not from what the line above shows. */
const origins: Readonly<Partial<Record<NonNullable<SearchHit['snippet']>['field'], string>>> = {
  quote: 'highlight: ',
  note: 'note: ',
  tag: 'tag: ',
  byline: 'by: ',
}

function snippetText({ snippet }: SearchHit): string {
  if (!snippet) return ''
  return `\n    ${origins[snippet.field] ?? ''}${snippet.runs.map(({ text, match }) => (match ? `[${text}]` : text)).join('')}`
}

export function highlightText({ id, color, selectors, note, tags, anchor }: ResolvedHighlight): string {
  const status = anchor.status === 'exact' ? '' : ` (${anchor.status})`
  const quote = `${id}  ${color}${status}  “${selectors.quote.exact.replaceAll('\n', ' ')}”`
  const labels = tags.length > 0 ? `\n    ${tags.map((tag) => `#${tag}`).join(' ')}` : ''
  return `${quote}${note === '' ? '' : `\n    ${note.replaceAll('\n', '\n    ')}`}${labels}`
}

export function addReading(program: Command): void {
  withGlobals(program.command('list').description('the articles, newest first unless said otherwise'))
    .option(
      '--query <text>',
      'only what matches: words, "phrases", -without, tag: site: author: lang: is: has: before: after: in:',
    )
    .option('--tag <tag>', 'only what has this tag')
    .addOption(new Option('--shelf <shelf>', 'where to look').choices(shelves).default('all'))
    .addOption(new Option('--sort <order>', 'what comes first').choices(sorts).default('newest'))
    .action(async (_: unknown, self: Command) => {
      type Options = GlobalOptions & { query?: string; tag?: string } & Pick<Params<'listArticles'>, 'shelf' | 'sort'>
      const options = self.optsWithGlobals<Options>()
      const { query, tag, shelf, sort } = options
      await withLibrary(options, async ({ reader, output }) => {
        for (let offset = 0; ; offset += PAGE) {
          const page = unwrap(
            await reader.listArticles({
              shelf,
              sort,
              offset,
              limit: PAGE,
              ...(query !== undefined && { text: query }),
              ...(tag !== undefined && { tag }),
            }),
          )
          if (offset === 0) tellMistakes(output, page.mistakes)
          for (const article of page.items) output.result(article, row(article))
          if (offset + PAGE >= page.total) return
        }
      })
    })

  withGlobals(program.command('show').description('the text of an article'))
    .argument('<id>')
    .addOption(new Option('--format <format>', 'text unless said otherwise').choices(formats))
    .action(async (id: string, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions & { format?: (typeof formats)[number] }>()
      const format = options.format ?? (options.json ? 'json' : 'text')
      await withLibrary(options, async ({ reader, output }) => {
        const { text } = unwrap(await reader.renderArticle({ id: articleId(id), format }))
        if (options.json && format !== 'json') output.result({ id: articleId(id), format, text }, text)
        else output.text(text)
      })
    })

  withGlobals(program.command('highlights').description('highlights with their notes, of one article or of all'))
    .option('--article <id>', 'only of this article')
    .action(async (_: unknown, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions & { article?: string }>()
      const { article } = options
      await withLibrary(options, async ({ reader, output }) => {
        const params = article === undefined ? {} : { articleId: articleId(article) }
        const { items } = unwrap(await reader.listHighlights(params))
        for (const item of items) {
          if (!output.json && item.highlights.length > 0) output.text(row(item.article))
          for (const highlight of item.highlights) output.result(highlight, `  ${highlightText(highlight)}`)
        }
      })
    })

  withGlobals(program.command('search').description('articles that match, best first, with the passages that do'))
    .argument('<query...>')
    .option('--limit <n>', 'at most so many', parseLimit)
    .action(async (query: string[], _: unknown, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions & { limit?: number }>()
      const { limit } = options
      await withLibrary(options, async ({ reader, output }) => {
        const { hits, total, mistakes } = unwrap(
          await reader.search({ query: query.join(' '), ...(limit !== undefined && { limit }) }),
        )
        tellMistakes(output, mistakes)
        for (const hit of hits)
          output.result({ ...hit.article, snippet: hit.snippet }, row(hit.article) + snippetText(hit))
        if (total > hits.length) output.progress(`${hits.length} of ${total} shown; --limit shows more`)
      })
    })
}
