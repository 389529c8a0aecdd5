import type { ExportWriter } from '../core/export/types.ts'
import type { Article } from '../core/model/article.ts'
import { PostilError } from '../core/result.ts'
import { resolveAll } from './anchors.ts'
import type { UseCases } from './calls.ts'
import type { Context } from './context.ts'
import { listed } from './listed.ts'
import { createPace } from './pace.ts'
import type { Work } from './tasks.ts'

/** The page stands alone: its pictures are where they were found, since no library is beside it. */
const pageOf = ({ title, lang, dir }: Article) => ({ title, lang, dir, pictures: 'source' as const })

type Exporting = Pick<UseCases, 'exportArticles' | 'renderArticle'>

/** Articles and notes in other tools' formats. The formats are loaded when one is asked for. */
export function exportingCases(context: Context): Exporting {
  const { library, indexing, texts, tasks, clock, report } = context

  /** @param lenient where the text is lost, its highlights are handed over without */
  async function read(id: string, lenient: boolean) {
    const article = await library.readArticle(id)
    const [{ document, text }, highlights] = await Promise.all([
      lenient ? texts.ofOrNone(article) : texts.of(article),
      library.readHighlights(id),
    ])
    return { article, document, highlights: resolveAll(text.text, highlights) }
  }

  /** Hands one article after the other to the writer; answers how many there were. */
  async function gather(ids: readonly string[], skipDamaged: boolean, writer: ExportWriter, work: Work) {
    const pace = createPace()
    let written = 0
    for (const [done, id] of ids.entries()) {
      work.check()
      work.progress('export', done, ids.length)
      await pace()
      const item = await read(id, skipDamaged).catch((thrown: unknown) => {
        if (!skipDamaged) throw thrown
        // Of everything, what can be read is handed over; what cannot is told of by libraryStatus.
        report(thrown)
        return null
      })
      if (item === null) continue
      writer.add(item)
      written += 1
    }
    work.progress('export', ids.length, ids.length)
    return written
  }

  return {
    exportArticles: ({ ids, format, task }) =>
      tasks.run(task, async (work) => {
        await indexing.ready
        const wanted = ids === 'all' ? (await listed(indexing, 'all')).map(({ id }) => id) : [...new Set(ids)]
        const { exporters } = await import('../core/export/index.ts')
        const writer = exporters[format]({ exportedAt: clock().toISOString() })
        if ((await gather(wanted, ids === 'all', writer, work)) === 0) throw new PostilError('nothingToExport')
        return { files: writer.files() }
      }),
    async renderArticle({ id, format }) {
      const article = await library.readArticle(id)
      const { document, text } = await texts.of(article)
      switch (format) {
        case 'text':
          // Pictures are one character of the text, which nobody can read.
          return { text: text.text.replaceAll('\ufffc', '') }
        case 'json':
          return { text: JSON.stringify({ article, document }) }
        case 'html':
          return { text: (await import('../core/export/documentHtml.ts')).documentHtml(document, pageOf(article)) }
        case 'markdown':
          return { text: (await import('../core/export/documentMarkdown.ts')).documentMarkdown(document) }
      }
    },
  }
}
