import type { CapturedArticle, CaptureOptions, LatePictures } from '../capture/types.ts'
import type { SaveOutcome } from '../core/contract.ts'
import type { DocumentJSON } from '../core/document/types.ts'
import { ARTICLE_VERSION, type Article } from '../core/model/article.ts'
import { PostilError } from '../core/result.ts'
import type { NewArticle, PreparedPage } from '../library/types.ts'
import type { UseCases } from './calls.ts'
import { type Context, changed } from './context.ts'
import { revived, touched, uniqueTags } from './records.ts'
import type { Work } from './tasks.ts'
import { isLoss, understand } from './texts.ts'
import { createTurns } from './turns.ts'

type Saving = Pick<UseCases, 'saveUrl' | 'saveHtml' | 'saveText' | 'saveFile' | 'saveWelcome' | 'cancelTask'>

/** What was captured, with its page as the library takes it. */
type Kept = Omit<CapturedArticle, 'original' | 'late'> & Pick<NewArticle, 'original'>

/** An article that is in the library now, and those of its pictures that are still on their way. */
interface Stored {
  readonly outcome: SaveOutcome
  readonly late?: LatePictures
}

const asFound = ({ article }: { readonly article: Article }): SaveOutcome => ({
  article,
  duplicate: true,
  renewed: false,
  missingImages: 0,
})

/** Pages from anywhere become articles; the same canonical address again finds the article. */
export function savingCases(context: Context): Saving {
  const { library, indexing, capture, pictures, texts, tasks, clock, ids } = context
  const turns = createTurns()

  /** Whether its text can be read. What is damaged is set aside, and told of by libraryStatus. */
  async function isWhole(article: Article): Promise<boolean> {
    try {
      await texts.of(article)
      return true
    } catch (thrown) {
      if (isLoss(thrown)) return false
      throw thrown
    }
  }

  /** The article of this address, brought back if it was in the trash; null where there is none that can be read. */
  async function find(canonicalUrl: string | null): Promise<{ article: Article; whole: boolean } | null> {
    if (canonicalUrl === null) return null
    await indexing.ready
    const id = await indexing.ask((index) => index.findByCanonicalUrl(canonicalUrl))
    if (id === null) return null
    try {
      let article = await library.readArticle(id)
      if (article.deletedAt !== undefined) {
        article = await library.updateArticle(id, (kept) => revived(kept, clock()))
        await changed(context, [id])
      }
      return { article, whole: await isWhole(article) }
    } catch (thrown) {
      // Its record is gone or damaged: saving it again is what its reader was told to do.
      if (isLoss(thrown)) return null
      throw thrown
    }
  }

  /** While the disk takes its time, the text is made ready for its reader. */
  async function written(document: DocumentJSON, writing: Promise<Article>): Promise<Article> {
    const read = understand(document)
    const article = await writing
    texts.keep(article, read)
    return article
  }

  async function create(captured: Kept, canonicalUrl: string | null, tags: readonly string[]) {
    const { document, media, original, missingImages, ...told } = captured
    const now = clock().toISOString()
    const article: NewArticle['article'] = {
      ...told,
      canonicalUrl,
      version: ARTICLE_VERSION,
      id: ids(),
      createdAt: now,
      updatedAt: now,
      changedAt: {},
      tags: uniqueTags(tags),
      archived: false,
      favourite: false,
      progress: 0,
      position: null,
    }
    const created = await written(document, library.createArticle({ article, document, media, original }))
    await changed(context, [created.id])
    return { article: created, duplicate: false, renewed: false, missingImages }
  }

  /** The article's text was lost: it gets the new one, and keeps its highlights, tags and title. */
  async function renew({ id }: Article, { document, media, original, missingImages, ...told }: Kept) {
    const now = clock()
    const { excerpt, leadImage, words, minutes, lang, dir } = told
    const version = { document, media, original, capturedAt: now.toISOString() }
    const bringIntoLine = (kept: Article): Article =>
      touched({ ...kept, excerpt, leadImage, words, minutes, lang, dir }, ['text'], now)
    const article = await written(document, library.addVersion(id, version, bringIntoLine))
    await changed(context, [id])
    return { article, duplicate: false, renewed: false, missingImages }
  }

  interface Request {
    readonly task?: string | undefined
    readonly tags?: readonly string[] | undefined
    /** As far as it is known before the page is: saves the way to the network. */
    readonly address?: string | null
    /** Tells this article from others whatever the page says of itself. */
    readonly marker?: string
    readonly take: (options: CaptureOptions) => Promise<CapturedArticle>
  }

  /** Once the text is stored; whoever saves it again meanwhile finds it, so no turn is kept while pictures come late. */
  async function finish({ outcome, late }: Stored): Promise<SaveOutcome> {
    if (!late) return outcome
    if (!outcome.duplicate) return { ...outcome, ...(await pictures.follow(outcome.article, late)) }
    late.stop()
    return outcome
  }

  function save({ task, tags = [], address = null, marker, take }: Request): Promise<SaveOutcome> {
    const keep = async (work: Work): Promise<Stored> => {
      const known = await find(marker ?? address)
      if (known?.whole) return { outcome: asFound(known) }
      work.check()
      let page: PreparedPage | undefined
      const onPage = (bytes: Uint8Array) => {
        page = library.preparePage(bytes)
      }
      const { patience } = pictures
      const { late, ...captured } = await take({ signal: work.signal, onProgress: work.progress, onPage, patience })
      const canonicalUrl = marker ?? captured.canonicalUrl
      const store = async (): Promise<SaveOutcome> => {
        const found = await find(canonicalUrl)
        if (found?.whole) return asFound(found)
        work.check()
        const kept = { ...captured, original: page ?? captured.original }
        return found ? renew(found.article, kept) : create(kept, canonicalUrl, tags)
      }
      try {
        const turn = canonicalUrl === null ? store() : turns.take(`article ${canonicalUrl}`, store, work.signal)
        return { outcome: await turn, ...(late && { late }) }
      } catch (thrown) {
        late?.stop()
        throw thrown
      }
    }
    return tasks.run(task, async (work) => {
      const key = marker ?? address
      return finish(await (key === null ? keep(work) : turns.take(`address ${key}`, () => keep(work), work.signal)))
    })
  }

  const given = <T extends { readonly url?: string | undefined }>({ url }: T) => {
    if (url === undefined || url.trim() === '') return {}
    if (capture.canonicalUrl(url) === null) throw new PostilError('urlInvalid', { url })
    return { url }
  }

  return {
    saveUrl({ url, typed = false, tags, task }) {
      const address = capture.canonicalUrl(url)
      return save({ task, tags, address, take: (options) => capture.fromUrl(url, { ...options, typed }) })
    },
    saveHtml(params) {
      const page = { html: params.html, ...given(params) }
      return save({ ...params, take: (options) => capture.fromPage(page, options) })
    },
    saveText(params) {
      const text = { text: params.text, ...(params.title !== undefined && { title: params.title }), ...given(params) }
      return save({ tags: params.tags, take: (options) => capture.fromText(text, options) })
    },
    saveFile(params) {
      const bytes = Buffer.from(params.data, 'base64')
      if (bytes.length === 0) throw new PostilError('fileEmpty', { path: params.name })
      const page = { bytes: new Uint8Array(bytes), name: params.name, ...given(params) }
      return save({ ...params, take: (options) => capture.fromPage(page, options) })
    },
    saveWelcome({ locale }) {
      const take = async (options: CaptureOptions) => capture.fromPage({ html: await context.welcome(locale) }, options)
      return save({ marker: `postil:welcome/${locale}`, take })
    },
    cancelTask: ({ task }) => ({ cancelled: tasks.cancel(task) }),
  }
}
