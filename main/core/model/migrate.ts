import { ARTICLE_VERSION, articleParts } from './article.ts'
import { HIGHLIGHT_VERSION, highlightParts } from './highlight.ts'

/** From one version of a record to the next; unknown fields stay. Given what is not its version's shape, it may throw. */
type Step = (record: Readonly<Record<string, unknown>>) => Record<string, unknown>

/** `articleSteps[n]` makes version n + 1 of version n. Forward only; a step that was released is never changed. */
const articleSteps: Readonly<Record<number, Step>> = {
  // Each part has a time of its own. Until then a record had one for all.
  1: (record) => ({ ...record, changedAt: timesOf(articleParts, record) }),
}

const highlightSteps: Readonly<Record<number, Step>> = {
  1: (record) => ({ ...record, changedAt: timesOf(highlightParts, record) }),
}

/** `highlights.json` as a whole has had the same shape since version 1. */
const highlightsFileSteps: Readonly<Record<number, Step>> = {
  1: (record) => record,
}

function timesOf(parts: readonly string[], { updatedAt }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(parts.map((part) => [part, updatedAt]))
}

/** A record of any earlier version in the shape of today's; anything else as it is, for the schema to judge. */
export function migrateArticle(value: unknown): unknown {
  return migrate(value, articleSteps, ARTICLE_VERSION)
}

export function migrateHighlight(value: unknown): unknown {
  return migrate(value, highlightSteps, HIGHLIGHT_VERSION)
}

/** The file and each highlight in it. */
export function migrateHighlightsFile(value: unknown): unknown {
  const file = migrate(value, highlightsFileSteps, HIGHLIGHT_VERSION)
  if (!isRecord(file) || !Array.isArray(file.highlights)) return file
  return { ...file, highlights: file.highlights.map(migrateHighlight) }
}

function migrate(value: unknown, steps: Readonly<Record<number, Step>>, version: number): unknown {
  let record = value
  while (isRecord(record) && typeof record.version === 'number' && record.version < version) {
    const step = steps[record.version]
    if (!step) return record
    record = { ...step(record), version: record.version + 1 }
  }
  return record
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
