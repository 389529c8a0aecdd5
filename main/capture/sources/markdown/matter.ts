import { parse } from 'yaml'
import { normaliseLanguage } from '../../metadata/language.ts'
import { parseWebUrl } from '../../url.ts'
import { statedDate } from '../dates.ts'
import type { StatedFacts } from '../types.ts'

/** YAML between dashes, as Jekyll began it; TOML between plus signs, as Hugo has it. */
const YAML = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/
const TOML = /^\+\+\+[ \t]*\r?\n([\s\S]*?)\r?\n\+\+\+[ \t]*(?:\r?\n|$)/
const MAX_MATTER = 64 * 1024
const MAX_TAGS = 50

export interface Matter {
  readonly stated: StatedFacts
  readonly lang: string | null
  readonly url: string | null
  /** The text below the facts. */
  readonly body: string
}

/** The facts that a Markdown file begins with. What cannot be read as facts is text. */
export function readMatter(text: string): Matter {
  const source = text.replace(/^\uFEFF/, '')
  const yaml = YAML.exec(source)
  const found = yaml ?? TOML.exec(source)
  const facts = found?.[1] === undefined || found[1].length > MAX_MATTER ? null : (yaml ? fromYaml : fromToml)(found[1])
  if (!found || !facts) return { stated: {}, lang: null, url: null, body: source }
  const first = (...names: string[]): string | undefined => {
    for (const name of names) {
      const [value] = strings(facts.get(name))
      if (value) return value
    }
    return undefined
  }
  const authors = strings(facts.get('author') ?? facts.get('authors') ?? facts.get('byline') ?? facts.get('creator'))
  return {
    stated: {
      title: first('title'),
      byline: authors.length > 0 ? authors.join(', ') : undefined,
      site: first('site', 'publisher', 'publication'),
      publishedAt: statedDate(first('published', 'publishdate', 'pubdate', 'date', 'created')),
      modifiedAt: statedDate(first('updated', 'modified', 'lastmod', 'last_modified_at')),
      excerpt: first('description', 'excerpt', 'summary', 'abstract'),
      tags: tagsOf(facts.get('tags') ?? facts.get('keywords') ?? facts.get('categories')),
    },
    lang: normaliseLanguage(first('lang', 'language', 'locale')),
    url: webAddress(first('source', 'url', 'source_url', 'original', 'canonical_url', 'canonical', 'link')),
    body: source.slice(found[0].length),
  }
}

type Facts = ReadonlyMap<string, unknown>

function fromYaml(source: string): Facts | null {
  try {
    // Aliases are how YAML grows without end; facts need none.
    const value: unknown = parse(source, { schema: 'failsafe', maxAliasCount: 0, logLevel: 'silent' })
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return new Map(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each]))
  } catch {
    return null
  }
}

/** Top-level strings, dates and lists of strings: what Hugo's facts are made of. */
function fromToml(source: string): Facts | null {
  const facts = new Map<string, unknown>()
  for (const line of source.split(/\r?\n/)) {
    if (/^\s*\[/.test(line)) break
    const [, key, value = ''] = /^\s*([\w-]+)\s*=\s*(.+?)\s*$/.exec(line) ?? []
    if (key === undefined) continue
    const quoted = [...value.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(
      ([, double, single]) => double?.replace(/\\(["\\])/g, '$1') ?? single ?? '',
    )
    facts.set(key.toLowerCase(), value.startsWith('[') ? quoted : (quoted[0] ?? value))
  }
  return facts.size > 0 ? facts : null
}

/** A fact as its words: one, a list of them, or of `{name}`. Wiki links lose their brackets. */
function strings(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(strings)
  if (typeof value === 'object' && value !== null && 'name' in value) return strings(value.name)
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const text = String(value)
    .replace(/^\[\[(?:[^\]|]*\|)?([^\]]*)\]\]$/, '$1')
    .replace(/[ \t\n\r\f]+/g, ' ')
    .trim()
  return text === '' || text === 'null' || text === '~' ? [] : [text]
}

function tagsOf(value: unknown): string[] | undefined {
  const found = strings(value).flatMap((text) => (Array.isArray(value) ? [text] : text.split(/[,;]/)))
  return found.length > 0 ? found.slice(0, MAX_TAGS).map((tag) => tag.trim().replace(/^#/, '')) : undefined
}

function webAddress(value: string | undefined): string | null {
  return value === undefined ? null : (parseWebUrl(value)?.href ?? null)
}
