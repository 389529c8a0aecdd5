import { InvalidArgumentError } from 'commander'
import { idSchema, tagSchema } from '../core/model/article.ts'
import { type HighlightColor, highlightColors } from '../core/model/highlight.ts'
import { PostilError } from '../core/result.ts'

/** `a,b` as tags. Wrong ones are wrong usage. */
export function parseTags(text: string): string[] {
  const tags = text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  for (const tag of tags) {
    if (!tagSchema.safeParse(tag).success) throw new InvalidArgumentError(`“${tag}” cannot be a tag.`)
  }
  return tags
}

/** A colour by its name or by its number, 1 to 5, as in the window. */
export function parseColor(text: string): HighlightColor {
  const color = highlightColors.find((name, index) => name === text.toLowerCase() || String(index + 1) === text)
  if (!color) throw new InvalidArgumentError(`It is one of ${highlightColors.join(', ')}, or 1 to 5.`)
  return color
}

export function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('It is a number from 0 to 65535.')
  return port
}

export function parseLimit(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It is a number from 1.')
  return Number(text)
}

export function parseQuote(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must hold some words.')
  return text
}

/** An article's id as it is stored; what cannot be one names no article. */
export function articleId(text: string): string {
  const id = text.trim().toUpperCase()
  if (!idSchema.safeParse(id).success) throw new PostilError('articleNotFound', { id: text })
  return id
}
