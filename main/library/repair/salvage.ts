import { type Article, articleSchema } from '../../core/model/article.ts'
import { type Highlight, highlightSchema } from '../../core/model/highlight.ts'
import { migrateArticle, migrateHighlight } from '../../core/model/migrate.ts'

/** What stands for bytes that are no text; a value with it is not what was written. */
const DAMAGED = /[\uFFFD\0]/

/** The fields of a damaged article record that are what they may be. */
export function salvageArticle(bytes: Uint8Array): Partial<Article> {
  const fields = migrateArticle(salvageFields(bytes))
  if (!isRecord(fields)) return {}
  const sound = Object.entries(articleSchema.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(fields[name])
    return parsed.success && parsed.data !== undefined ? [[name, parsed.data] as const] : []
  })
  return Object.fromEntries(sound)
}

/** The highlights of a damaged file that are whole, of whichever article. */
export function salvageHighlights(bytes: Uint8Array): Highlight[] {
  return highlightValues(bytes).flatMap((value) => {
    const { data } = highlightSchema.safeParse(migrateHighlight(value))
    return data ? [data] : []
  })
}

/** The top-level fields of a JSON object, also of one that breaks off or is spoiled somewhere. */
export function salvageFields(bytes: Uint8Array): Record<string, unknown> {
  const text = new TextDecoder().decode(bytes)
  const whole = parse(text)
  if (isRecord(whole)) return { ...whole }
  const fields: Record<string, unknown> = {}
  // As `encodeJSON` writes them: two spaces before the fields of the outermost object.
  for (const found of text.matchAll(/\n {2}"(\w+)": /g)) {
    const value = valueAt(text, found.index + found[0].length)
    if (value && found[1] !== undefined) fields[found[1]] = value.value
  }
  return fields
}

function highlightValues(bytes: Uint8Array): unknown[] {
  const text = new TextDecoder().decode(bytes)
  const whole = parse(text)
  if (isRecord(whole) && Array.isArray(whole.highlights)) return whole.highlights
  const values: unknown[] = []
  for (let index = text.indexOf('{'); index >= 0; index = text.indexOf('{', index + 1)) {
    const found = valueAt(text, index)
    if (!found || !isRecord(found.value) || !('selectors' in found.value)) continue
    values.push(found.value)
    index = found.end - 1
  }
  return values
}

/** The JSON value that begins at an offset; null where it does not end, or is spoiled. */
function valueAt(text: string, start: number): { readonly value: unknown; readonly end: number } | null {
  const end = endOf(text, start)
  if (end === null) return null
  const source = text.slice(start, end)
  const value = DAMAGED.test(source) ? undefined : parse(source)
  return value === undefined ? null : { value, end }
}

function endOf(text: string, start: number): number | null {
  let depth = 0
  let inString = false
  for (let index = start; index < text.length; index++) {
    const character = text[index]
    if (inString) {
      if (character === '\\') index++
      else if (character === '"') inString = false
      if (!inString && depth === 0 && character === '"') return index + 1
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') {
      depth--
      if (depth === 0) return index + 1
      if (depth < 0) return index
    } else if (depth === 0 && (character === ',' || character === '\n')) return index
  }
  return null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
