/** What schema.org's JSON-LD says of the page's article. https://schema.org/Article */

const ARTICLE =
  /(?:Article|BlogPosting|Report|SocialMediaPosting|LiveBlogPosting|TechArticle|Review|Recipe|ScholarlyArticle|WebPage)$/
const MAX_SCRIPTS = 20

type Data = Readonly<Record<string, unknown>>

export interface StatedFacts {
  /** `headline` and `name`: some sites put their own name, or a description, into one of them. */
  readonly titles: readonly string[]
  readonly authors: readonly string[]
  readonly site: string | null
  readonly published: string | null
  readonly lang: string | null
  readonly excerpt: string | null
  readonly image: string | null
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function named(value: unknown, byId: ReadonlyMap<string, Data>): string | null {
  if (typeof value === 'string') return text(value)
  if (!isData(value)) return null
  const known = typeof value['@id'] === 'string' ? byId.get(value['@id']) : undefined
  return text(value.name) ?? text(known?.name)
}

function picture(value: unknown, byId: ReadonlyMap<string, Data>): string | null {
  const [first] = list(value)
  if (typeof first === 'string') return text(first)
  if (!isData(first)) return null
  const known = typeof first['@id'] === 'string' ? byId.get(first['@id']) : undefined
  return text(first.url) ?? text(first.contentUrl) ?? text(known?.url) ?? text(known?.contentUrl)
}

/** Every object in a script, those of `@graph` and lists included. */
function* objects(value: unknown, depth = 0): Generator<Data> {
  if (depth > 4) return
  if (Array.isArray(value)) for (const item of value) yield* objects(item, depth + 1)
  else if (isData(value)) {
    yield value
    yield* objects(value['@graph'], depth + 1)
    yield* objects(value.mainEntity, depth + 1)
    yield* objects(value.mainEntityOfPage, depth + 1)
  }
}

function parse(source: string): unknown {
  const bare = source.replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>|\]\]>)\s*$/g, '')
  try {
    return JSON.parse(bare)
  } catch {
    try {
      // Raw line ends inside strings are the commonest mistake.
      return JSON.parse(bare.replace(/[\n\r\t]+/g, ' '))
    } catch {
      return null
    }
  }
}

function rank(item: Data): number {
  const types = list(item['@type']).filter((type) => typeof type === 'string')
  const type = types.find((name) => ARTICLE.test(name))
  if (type === undefined) return 0
  return type.endsWith('WebPage') ? 1 : text(item.headline) ? 3 : 2
}

export function readJsonLd(scripts: readonly Element[]): StatedFacts | null {
  const found: Data[] = []
  for (const script of scripts.slice(0, MAX_SCRIPTS)) found.push(...objects(parse(script.textContent ?? '')))
  const byId = new Map(found.flatMap((item) => (typeof item['@id'] === 'string' ? [[item['@id'], item] as const] : [])))
  let article: Data | null = null
  for (const item of found) if (rank(item) > (article ? rank(article) : 0)) article = item
  if (!article) return null
  return {
    titles: [text(article.headline), text(article.name)].filter((title) => title !== null),
    authors: list(article.author).flatMap((author) => named(author, byId) ?? []),
    site: list(article.publisher).map((publisher) => named(publisher, byId))[0] ?? null,
    published: text(article.datePublished) ?? text(article.dateCreated),
    lang: text(list(article.inLanguage)[0]),
    excerpt: text(article.description),
    image: picture(article.image, byId) ?? text(article.thumbnailUrl),
  }
}
