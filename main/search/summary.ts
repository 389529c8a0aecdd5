import type { ArticleSummary } from '../core/contract.ts'

const isText = (value: unknown): boolean => typeof value === 'string'
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string'
const isNumber = (value: unknown): boolean => typeof value === 'number'
const isFlag = (value: unknown): boolean => typeof value === 'boolean'

/** The compiler misses no field. A schema would check the same in ten times the time, and a list has many rows. */
const fields: Readonly<Record<keyof ArticleSummary, (value: unknown) => boolean>> = {
  id: isText,
  createdAt: isText,
  updatedAt: isText,
  deletedAt: isTextOrNull,
  url: isTextOrNull,
  canonicalUrl: isTextOrNull,
  title: isText,
  byline: isTextOrNull,
  site: isTextOrNull,
  publishedAt: isTextOrNull,
  lang: isTextOrNull,
  dir: (value) => value === 'ltr' || value === 'rtl',
  excerpt: isText,
  leadImage: isTextOrNull,
  favicon: (value) => value === undefined || isTextOrNull(value),
  words: isNumber,
  minutes: isNumber,
  tags: (value) => Array.isArray(value) && value.every(isText),
  archived: isFlag,
  favourite: isFlag,
  progress: isNumber,
  highlights: isNumber,
  notes: isNumber,
}
const checks = Object.entries(fields)

function isSummary(value: unknown): value is ArticleSummary {
  if (typeof value !== 'object' || value === null) return false
  const record = value as Readonly<Record<string, unknown>>
  return checks.every(([name, fits]) => fits(record[name]))
}

/** A row as it is stored. Throws SyntaxError where it is not what was put in: a damaged page of the file. */
export function readSummary(stored: string): ArticleSummary {
  const value: unknown = JSON.parse(stored)
  if (!isSummary(value)) throw new SyntaxError('not a row of the list')
  return value
}
