import { z } from 'zod'
import { documentProblem } from '../document/parse.ts'
import type { DocumentJSON } from '../document/types.ts'
import { articleSchema } from '../model/article.ts'
import { type Highlight, highlightSchema, type ResolvedHighlight } from '../model/highlight.ts'
import { fileName } from './fileName.ts'
import type { Exporter, ExportItem } from './types.ts'

/** Goes up with the version of the records, since a Postil that doesn't know these has to say so. */
export const EXPORT_VERSION = 2

/**
 * Postil's own format, from which a library can be built again but for its pictures and original pages:
 *
 *     { "format": "postil-export", "version": 2, "exportedAt": "2026-11-23T08:00:00.000Z",
 *       "articles": [ { "article": …, "document": …, "highlights": [ … ] } ] }
 *
 * `article` is `article.json` and each highlight is as in `highlights.json` (selectors, colour, note in Markdown, tags,
 * dates), in reading order, deleted ones left out; `document` is the version that is shown (one empty paragraph where
 * its file was lost and everything was asked for). Fields that a reader doesn't know are to be kept. `version` goes up
 * when an older reader could misunderstand a file. One article stands on one line.
 */
export const postilExportSchema = z.looseObject({
  format: z.literal('postil-export'),
  version: z.literal(EXPORT_VERSION),
  exportedAt: z.iso.datetime(),
  articles: z.array(
    z.looseObject({
      article: articleSchema,
      document: z.custom<DocumentJSON>((value) => documentProblem(value) === null, 'does not fit the document schema'),
      highlights: z.array(highlightSchema),
    }),
  ),
})

/** The record itself: where it stands is worked out anew by whoever reads it. */
function record({ anchor: _anchor, ...highlight }: ResolvedHighlight): Highlight {
  return highlight
}

function articleLine({ article, document, highlights }: ExportItem): string {
  return JSON.stringify({ article, document, highlights: highlights.map(record) })
}

/** One file for all, with the title of an article that is alone in it for a name. */
export const exportJsonFile: Exporter = ({ exportedAt }) => {
  const head = `"format":"postil-export","version":${EXPORT_VERSION},"exportedAt":${JSON.stringify(exportedAt)}`
  const lines: string[] = []
  let name = ''
  return {
    add(item) {
      name =
        lines.length === 0 ? fileName(item.article, new Set(), 'json') : `postil-export-${exportedAt.slice(0, 10)}.json`
      lines.push(articleLine(item))
    },
    files: () => [{ name, text: `{${head},"articles":[\n${lines.join(',\n')}\n]}\n` }],
  }
}
