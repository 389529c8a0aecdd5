import { z } from 'zod'
import { changedAtSchema, contentHashSchema, idSchema, tagSchema, timestampSchema } from './article.ts'

export const HIGHLIGHT_VERSION = 2

export const highlightColors = ['yellow', 'green', 'blue', 'red', 'purple'] as const
export const colorSchema = z.enum(highlightColors)
export type HighlightColor = z.infer<typeof colorSchema>

/** https://www.w3.org/TR/annotation-model/#text-quote-selector */
export const textQuoteSelectorSchema = z.looseObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
})

/** https://www.w3.org/TR/annotation-model/#text-position-selector; `start` and `end` count Unicode code points. */
export const textPositionSelectorSchema = z.looseObject({
  type: z.literal('TextPositionSelector'),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
})

export const selectorsSchema = z.object({
  quote: textQuoteSelectorSchema,
  position: textPositionSelectorSchema,
})
export type Selectors = z.infer<typeof selectorsSchema>

/** What a person changes of a highlight, in the parts that merge apart; `passage` is `selectors` and `contentHash`. */
export const highlightParts = ['color', 'note', 'tags', 'passage'] as const
export type HighlightPart = (typeof highlightParts)[number]

/** A passage with its colour, note and tags. Drawn over the document, never part of it. */
export const highlightSchema = z.looseObject({
  version: z.literal(HIGHLIGHT_VERSION),
  id: idSchema,
  articleId: idSchema,
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  /** A tombstone: kept so that a merge cannot bring the highlight back. */
  deletedAt: timestampSchema.optional(),
  /** When it last came back; a deletion elsewhere counts only where it is later. */
  restoredAt: timestampSchema.optional(),
  changedAt: changedAtSchema(highlightParts),
  /** The version of the text that the selectors were made on. */
  contentHash: contentHashSchema,
  selectors: selectorsSchema,
  color: colorSchema,
  /** Markdown; empty where there is none. */
  note: z.string().max(1_000_000),
  tags: z.array(tagSchema),
})
export type Highlight = z.infer<typeof highlightSchema>

/** `highlights.json` */
export const highlightsFileSchema = z.looseObject({
  version: z.literal(HIGHLIGHT_VERSION),
  highlights: z.array(highlightSchema),
})
export type HighlightsFile = z.infer<typeof highlightsFileSchema>

export const anchorStatusSchema = z.enum(['exact', 'moved', 'changed', 'unsure', 'lost'])
export type AnchorStatus = z.infer<typeof anchorStatusSchema>

/** A highlight and where it stands in the text that is shown. `start` and `end` are UTF-16 offsets into `documentText`. */
export interface ResolvedHighlight extends Highlight {
  readonly anchor:
    | {
        readonly status: 'exact' | 'moved' | 'changed'
        readonly start: number
        readonly end: number
        readonly score: number
      }
    | { readonly status: 'unsure' | 'lost' }
}
