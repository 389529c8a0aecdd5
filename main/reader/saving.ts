import type { CapturedArticle, CaptureOptions, LatePictures } from '../capture/types.ts'
import { addressKey, articleKeys } from '../capture/url.ts'
import type { SaveOutcome } from '../core/contract.ts'
import type { Article } from '../core/model/article.ts'
import { PostilError } from '../core/result.ts'
import type { PreparedPage } from '../library/types.ts'
import { decodeBase64 } from './base64.ts'
import type { UseCases } from './calls.ts'
import type { Context } from './context.ts'
import { createFinding } from './found.ts'
import { documentKey, pageKey } from './keys.ts'
import { createPace } from './pace.ts'
import { createStoring, type Kept } from './storing.ts'
import type { Work } from './tasks.ts'
import { createTurns } from './turns.ts'
import { assertNoShrinkage, saysTheSame } from './versions.ts'

type Saving = Pick<UseCases, 'saveUrl' | 'saveHtml' | 'saveText' | 'saveFile' | 'saveWelcome' | 'cancelTask'>

/** What the caller wants; see the contract. */
interface Wishes {
  readonly task?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly again?: boolean | 'anyway' | undefined
  readonly explain?: boolean | undefined
  readonly whole?: boolean | undefined
}

interface Request extends Wishes {
  /** By what the article is known before its page is, which saves the way to the network; none where nothing is. */
  readonly key?: string | null
  /** Tells this article from others whatever the page says of itself: its address, then. */
  readonly marker?: string
  /** The file that it is made of, where that is known already. */
  readonly page?: { readonly bytes: Uint8Array; readonly prepared: PreparedPage }
  /** Whether the page's own bytes tell it from others, for want of an address that somebody gave. */
  readonly byPage?: boolean
  /** Likewise its text, where there is no page. */
  readonly byText?: boolean
  readonly take: (options: CaptureOptions) => Promise<CapturedArticle>
}

/** An article that is in the library now, and those of its pictures that are still on their way. */
interface Stored {
  readonly outcome: SaveOutcome
  readonly late?: LatePictures
}

const asFound = (article: Article): SaveOutcome => ({ article, duplicate: true, renewed: false, missingImages: 0 })

/** Pages from anywhere become articles; what is there already is found again, and gets a new version if it is to. */
export function savingCases(context: Context): Saving {
  const { library, capture, pictures, texts, tasks } = context
  const turns = createTurns()
  const { find, restored } = createFinding(context)
  const { create, renew } = createStoring(context)

  /** Keeps what was captured, as a new article or as a version of the one that it is. */
  async function store(captured: Kept, keys: readonly string[], request: Request, work: Work): Promise<SaveOutcome> {
    const { again = false, tags = [], marker } = request
    const found = await find(keys)
    if (found?.whole && !again) return asFound(await restored(found.article, tags))
    work.check()
    if (!found) return create(captured, marker ?? captured.canonicalUrl, tags)
    // Its text was lost: whatever there is now is better, and nothing that anybody had is replaced.
    if (!found.whole) return { ...(await renew(found.article, captured, tags)), renewed: false }
    const { document } = await texts.of(found.article)
    if (saysTheSame(document, captured.document)) return asFound(await restored(found.article, tags))
    if (again !== 'anyway') assertNoShrinkage(found.article, captured)
    return renew(found.article, captured, tags)
  }

  async function keep(request: Request, work: Work): Promise<Stored> {
    const { key = null, marker, again = false, explain = false, whole = false, tags = [] } = request
    // To tell what its capture does, the page has to be read.
    const known = key === null || again || explain ? null : await find([key])
    if (known?.whole) return { outcome: asFound(await restored(known.article, tags)) }
    work.check()
    let page = request.page?.prepared
    const onPage = (bytes: Uint8Array) => {
      if (bytes !== request.page?.bytes) page = library.preparePage(bytes)
    }
    const { signal, progress: onProgress } = work
    const { patience } = pictures
    const { late, steps, partial, ...captured } = await request.take({
      signal,
      onProgress,
      onPage,
      patience,
      explain,
      whole,
    })
    const addresses = marker === undefined ? articleKeys(captured) : [marker]
    const pageKeys = request.byPage && page ? [pageKey(page.hash)] : []
    const textKeys = request.byText && addresses.length === 0 ? [documentKey(captured.document)] : []
    const keys = [...addresses, ...pageKeys, ...textKeys]
    const kept = { ...captured, original: page ?? captured.original }
    const told = explain && steps ? { explanation: steps } : {}
    try {
      const names = keys.map((key) => `article ${key}`)
      const outcome = await turns.takeAll(names, () => store(kept, keys, request, work), signal)
      const cut = partial && !outcome.duplicate ? { partial } : {}
      return { outcome: { ...outcome, ...cut, ...told }, ...(late && { late }) }
    } catch (thrown) {
      late?.stop()
      throw thrown
    }
  }

  /** Once the text is stored; whoever saves it again meanwhile finds it, so no turn is kept while pictures come late. */
  async function finish({ outcome, late }: Stored): Promise<SaveOutcome> {
    if (!late) return outcome
    if (!outcome.duplicate) return { ...outcome, ...(await pictures.follow(outcome.article, late)) }
    late.stop()
    return outcome
  }

  function save(request: Request): Promise<SaveOutcome> {
    const { key = null } = request
    return tasks.run(request.task, async (work) => {
      const kept = key === null ? keep(request, work) : turns.take(`key ${key}`, () => keep(request, work), work.signal)
      return finish(await kept)
    })
  }

  const given = <T extends { readonly url?: string | undefined }>({ url }: T) => {
    if (url === undefined || url.trim() === '') return {}
    if (capture.canonicalUrl(url) === null) throw new PostilError('urlInvalid', { url })
    return { url }
  }
  const wishes = ({ task, tags, again, explain, whole }: Wishes): Wishes => ({ task, tags, again, explain, whole })

  return {
    saveUrl({ url, typed = false, ...params }) {
      const take = (options: CaptureOptions) => capture.fromUrl(url, { ...options, typed })
      return save({ ...wishes(params), key: addressKey(url), take })
    },
    saveHtml(params) {
      const page = { html: params.html, ...given(params) }
      return save({ ...wishes(params), byPage: !('url' in page), take: (options) => capture.fromPage(page, options) })
    },
    saveText(params) {
      const text = { text: params.text, ...(params.title !== undefined && { title: params.title }), ...given(params) }
      return save({ ...wishes(params), byText: true, take: (options) => capture.fromText(text, options) })
    },
    async saveFile(params) {
      const bytes = await decodeBase64('saveFile', params.data, createPace())
      if (bytes.length === 0) throw new PostilError('fileEmpty', { path: params.name })
      const beside = new Map<string, Uint8Array>()
      for (const { path, data } of params.pictures ?? [])
        beside.set(path, await decodeBase64('saveFile', data, createPace()))
      const file = { bytes, name: params.name, ...given(params), ...(beside.size > 0 && { beside }) }
      const take = (options: CaptureOptions) => capture.fromPage(file, options)
      if ('url' in file) return save({ ...wishes(params), take })
      const page = { bytes, prepared: library.preparePage(bytes) }
      return save({ ...wishes(params), key: pageKey(page.prepared.hash), page, byPage: true, take })
    },
    saveWelcome({ locale }) {
      const marker = `postil:welcome/${locale}`
      const take = async (options: CaptureOptions) => capture.fromPage({ html: await context.welcome(locale) }, options)
      return save({ key: marker, marker, take })
    },
    cancelTask: ({ task }) => ({ cancelled: tasks.cancel(task) }),
  }
}
