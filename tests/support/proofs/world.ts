/**
 * What a library should hold after calls of the contract, kept in plain objects: the other side that the proofs hold a
 * real library against. Knows nothing of files.
 */
import type { MethodName, Params } from '../../../main/core/contract.ts'

export interface KnownHighlight {
  readonly quote: string
  readonly color: string
  readonly note: string
  readonly tags: readonly string[]
  readonly deleted: boolean
}

export interface KnownArticle {
  /** Tells it from others when it is saved again; null where it came without. */
  readonly url: string | null
  readonly title: string
  /** Its words, each space as one. */
  readonly text: string
  readonly tags: readonly string[]
  readonly archived: boolean
  readonly favourite: boolean
  readonly deleted: boolean
  readonly progress: number
  /** By id, tombstones too. */
  readonly highlights: Readonly<Record<string, KnownHighlight>>
}

export interface World {
  /** By id. */
  readonly articles: Readonly<Record<string, KnownArticle>>
  readonly settings: Readonly<Record<string, unknown>>
}

export const emptyWorld: World = { articles: {}, settings: {} }

export type Call = {
  [M in ProvenMethod]: { readonly method: M; readonly params: Params<M> }
}[ProvenMethod]

export type ProvenMethod = Extract<
  MethodName,
  | 'saveText'
  | 'saveHtml'
  | 'updateArticle'
  | 'setReadingPosition'
  | 'deleteArticles'
  | 'restoreArticles'
  | 'emptyTrash'
  | 'addHighlight'
  | 'updateHighlight'
  | 'deleteHighlight'
  | 'restoreHighlight'
  | 'importFile'
  | 'updateSettings'
>

/** What an answer tells that the call doesn't: the id of what is new. */
export interface Told {
  readonly id?: string
}

/** Id of what a call that is under way may have made. */
export const NEW_ID = 'new'

export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The world after a call. `told` null: the call was not answered, so what is new has the id NEW_ID. */
export function after(world: World, call: Call, told: Told | null): World {
  const id = told?.id ?? NEW_ID
  switch (call.method) {
    case 'saveText':
      return saved(world, id, {
        url: call.params.url ?? null,
        title: call.params.title ?? '',
        text: plain(call.params.text),
        tags: call.params.tags ?? [],
      })
    case 'saveHtml':
      return saved(world, id, {
        ...pageOf(call.params.html),
        tags: call.params.tags ?? [],
        url: call.params.url ?? null,
      })
    case 'updateArticle': {
      const given = Object.fromEntries(Object.entries(call.params.patch).filter(([, value]) => value !== undefined))
      return withArticle(world, call.params.id, (article) => ({ ...article, ...given }))
    }
    case 'setReadingPosition':
      return withArticle(world, call.params.id, (article) => ({ ...article, progress: call.params.progress }))
    case 'deleteArticles':
      return call.params.ids.reduce((now, each) => withArticle(now, each, (one) => ({ ...one, deleted: true })), world)
    case 'restoreArticles':
      return call.params.ids.reduce((now, each) => withArticle(now, each, (one) => ({ ...one, deleted: false })), world)
    case 'emptyTrash': {
      const { ids } = call.params
      const stays = ([each, { deleted }]: [string, KnownArticle]) => !deleted || (ids && !ids.includes(each))
      return { ...world, articles: Object.fromEntries(Object.entries(world.articles).filter(stays)) }
    }
    case 'addHighlight': {
      const { articleId, passage, color = 'yellow', note = '', tags = [] } = call.params
      const quote = 'quote' in passage ? plain(passage.quote) : ''
      return withArticle(world, articleId, (article) => ({
        ...article,
        highlights: { ...article.highlights, [id]: { quote, color, note, tags, deleted: false } },
      }))
    }
    case 'updateHighlight': {
      const given = Object.fromEntries(Object.entries(call.params.patch).filter(([, value]) => value !== undefined))
      return withHighlight(world, call.params, (highlight) => ({ ...highlight, ...given }))
    }
    case 'deleteHighlight':
      return withHighlight(world, call.params, (highlight) => ({ ...highlight, deleted: true }))
    case 'restoreHighlight':
      return withHighlight(world, call.params, (highlight) => ({ ...highlight, deleted: false }))
    case 'importFile':
      return { ...world, articles: { ...world.articles, ...imported(call.params.data) } }
    case 'updateSettings':
      return { ...world, settings: { ...world.settings, ...call.params.patch } }
  }
}

/** The ids in `told` are those of articles that the address is known for, or of a new one. */
function saved(world: World, id: string, page: Pick<KnownArticle, 'url' | 'title' | 'text' | 'tags'>): World {
  const known = Object.entries(world.articles).find(([, { url }]) => url !== null && url === page.url)
  if (known) return withArticle(world, known[0], (article) => ({ ...article, deleted: false }))
  const article = { ...page, archived: false, favourite: false, deleted: false, progress: 0, highlights: {} }
  return { ...world, articles: { ...world.articles, [id]: article } }
}

function withArticle(world: World, id: string, change: (article: KnownArticle) => KnownArticle): World {
  const article = world.articles[id]
  if (!article) throw new Error(`the world has no article ${id}`)
  return { ...world, articles: { ...world.articles, [id]: change(article) } }
}

function withHighlight(
  world: World,
  { articleId, id }: { readonly articleId: string; readonly id: string },
  change: (highlight: KnownHighlight) => KnownHighlight,
): World {
  return withArticle(world, articleId, (article) => {
    const highlight = article.highlights[id]
    if (!highlight) throw new Error(`the world has no highlight ${id}`)
    return { ...article, highlights: { ...article.highlights, [id]: change(highlight) } }
  })
}

/** The pages that the proofs save: a title and paragraphs; see `calls.ts`. */
function pageOf(html: string): Pick<KnownArticle, 'title' | 'text'> {
  const paragraphs = [...html.matchAll(/<p>(.*?)<\/p>/gs)].map(([, text = '']) => text)
  return { title: /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '', text: plain(paragraphs.join(' ')) }
}

interface Export {
  readonly articles: readonly {
    readonly article: Omit<KnownArticle, 'url' | 'text' | 'highlights' | 'deleted'> & { readonly id: string }
    readonly document: { readonly content: readonly { readonly content: readonly { readonly text: string }[] }[] }
    readonly highlights: readonly {
      readonly id: string
      readonly selectors: { readonly quote: { readonly exact: string } }
      readonly color: string
      readonly note: string
      readonly tags: readonly string[]
    }[]
  }[]
}

/** The articles of an export that the proofs import: all of them are new, without an address. */
function imported(base64: string): Record<string, KnownArticle> {
  const { articles }: Export = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))
  return Object.fromEntries(
    articles.map(({ article, document, highlights }) => {
      const { id, title, tags, archived, favourite, progress } = article
      const text = plain(document.content.map(({ content }) => content.map((node) => node.text).join('')).join(' '))
      const marks = highlights.map(({ id: mark, selectors, color, note, tags: own }) => {
        const known: KnownHighlight = { quote: plain(selectors.quote.exact), color, note, tags: own, deleted: false }
        return [mark, known] as const
      })
      const known: KnownArticle = {
        url: null,
        title,
        text,
        tags,
        archived,
        favourite,
        deleted: false,
        progress,
        highlights: Object.fromEntries(marks),
      }
      return [id, known] as const
    }),
  )
}
