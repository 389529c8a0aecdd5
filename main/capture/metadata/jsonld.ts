/** What schema.org's JSON-LD says of the page's article. https://schema.org/Article */

const ARTICLE =
  /(?:Article|BlogPosting|Report|SocialMediaPosting|LiveBlogPosting|TechArticle|Review|Recipe|ScholarlyArticle|WebPage)$/
const MAX_SCRIPTS = 20

type Data = Readonly<Record<string, unknown>>

export interface StatedFacts {
  /** `headline` and `name`: some sites put their own name, or a description, into one of them. */
  readonly titles: readonly string[]
  readonly authors: readonly string[]
  /** Who publishes it: often a company, where the site has another name. */
  readonly publisher: string | null
  /** What the page says that it is part of. */
  readonly site: string | null
  readonly published: string | null
  readonly created: string | null
  readonly modified: string | null
  readonly lang: string | null
  readonly excerpt: string | null
  readonly image: string | null
  /** Of an article that only subscribers read in whole: where the page has what is theirs, as CSS selectors; else null. */
  readonly paid: readonly string[] | null
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
  if (Array.isArray(value)) return named(value[0], byId)
  if (!isData(value)) return null
  const known = typeof value['@id'] === 'string' ? byId.get(value['@id']) : undefined
  return nameOf(value) ?? (known ? nameOf(known) : null)
}

function nameOf(data: Data): string | null {
  const whole = text(data.name) ?? text(list(data.name)[0]) ?? text(list(data.name).filter(isData)[0]?.['@value'])
  const parts = [text(data.givenName), text(data.familyName)].filter((part) => part !== null)
  return whole ?? (parts.length > 0 ? parts.join(' ') : null)
}

/** `author: {name: ["A", "B"]}` is written as well as a list of authors. */
function names(value: unknown, byId: ReadonlyMap<string, Data>): string[] {
  return list(value).flatMap((author) =>
    isData(author) && Array.isArray(author.name)
      ? author.name.flatMap((name) => text(name) ?? [])
      : (named(author, byId) ?? []),
  )
}

function picture(value: unknown, byId: ReadonlyMap<string, Data>): string | null {
  const [first] = list(value)
  if (typeof first === 'string') return text(first)
  if (!isData(first)) return null
  const known = typeof first['@id'] === 'string' ? byId.get(first['@id']) : undefined
  return text(list(first.url)[0]) ?? text(first.contentUrl) ?? text(list(known?.url)[0]) ?? text(known?.contentUrl)
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
    yield* objects(value.hasPart, depth + 1)
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

function rank(item: Data, address: string | null): number {
  const types = list(item['@type']).filter((type) => typeof type === 'string')
  const type = types.find((name) => ARTICLE.test(name))
  if (type === undefined) return 0
  const kind = type.endsWith('WebPage') ? 1 : text(item.headline) ? 3 : 2
  return kind > 1 && address !== null && addresses(item).includes(address) ? kind + 2 : kind
}

const bare = (url: string): string => url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/[?#].*$|\/+$/g, '')

function addresses(item: Data): string[] {
  const main = list(item.mainEntityOfPage)[0]
  return [item.url, item['@id'], isData(main) ? (main['@id'] ?? main.url) : main].flatMap((url) =>
    typeof url === 'string' ? [bare(url)] : [],
  )
}

/** What the page or its site is written in, where the article doesn't tell. */
function languageOf(items: readonly Data[]): string | null {
  for (const type of ['WebPage', 'WebSite']) {
    const item = items.find((each) => list(each['@type']).includes(type))
    const lang = text(list(item?.inLanguage)[0])
    if (lang) return lang
  }
  return null
}

/** https://developers.google.com/search/docs/appearance/structured-data/paywalled-content */
function paidParts(article: Data): string[] | null {
  const isPaid = ({ isAccessibleForFree: free }: Data) =>
    free === false || /^(?:https?:\/\/schema\.org\/)?false$/i.test(text(free) ?? '')
  const parts = list(article.hasPart).filter(isData).filter(isPaid)
  if (!isPaid(article) && parts.length === 0) return null
  return parts.flatMap(({ cssSelector }) => list(cssSelector).flatMap((selector) => text(selector) ?? []))
}

/**
 * @param scripts those of type `application/ld+json`
 * @param url the page's address or null: a page that describes several articles is about the one at its address
 */
export function readJsonLd(scripts: readonly Element[], url: string | null): StatedFacts | null {
  const found: Data[] = []
  for (const script of scripts.slice(0, MAX_SCRIPTS)) found.push(...objects(parse(script.textContent ?? '')))
  const byId = new Map<string, Data>()
  for (const item of found) {
    const id = item['@id']
    // Later mentions are often nothing but the reference.
    if (typeof id === 'string' && Object.keys(item).length > Object.keys(byId.get(id) ?? {}).length) byId.set(id, item)
  }
  const address = url === null ? null : bare(url)
  let article: Data | null = null
  for (const item of found) if (rank(item, address) > (article ? rank(article, address) : 0)) article = item
  const website = found.find((item) => list(item['@type']).includes('WebSite'))
  if (!article && !website) return null
  const first = (name: string) => text(list(article?.[name])[0])
  return {
    titles: [first('headline'), first('name')].filter((title) => title !== null),
    authors: [...names(article?.author, byId), ...(article?.author ? [] : names(article?.creator, byId))],
    publisher: named(article?.publisher, byId),
    site: named(article?.isPartOf, byId) ?? (website ? nameOf(website) : null),
    published: first('datePublished'),
    created: first('dateCreated') ?? first('uploadDate'),
    modified: first('dateModified'),
    lang: first('inLanguage') ?? languageOf(found),
    excerpt: first('description'),
    image: picture(article?.image, byId) ?? first('thumbnailUrl'),
    paid: article && paidParts(article),
  }
}
