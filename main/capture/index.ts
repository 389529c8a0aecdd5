import { setTimeout as delay } from 'node:timers/promises'
import { MAX_FILE_MB } from '../core/files.ts'
import { PostilError } from '../core/result.ts'
import type { ExtractedArticle } from './extract/index.ts'
import { createExtractor } from './extractor.ts'
import { createFetcherFactory, type Fetcher, type OpenFetcher } from './fetch/index.ts'
import { type Resolve, resolveWithSystem } from './fetch/policy.ts'
import { passOn, refreshTarget } from './fetch/refresh.ts'
import { beginPictures, type PictureLimits, type PictureRequest, pictureLimits } from './images/index.ts'
import { defaultIcon } from './metadata/icon.ts'
import { createRenderer } from './render/index.ts'
import { readPage } from './render/rebuild.ts'
import type { RenderPage } from './render/types.ts'
import { assertReadable } from './sniff.ts'
import type { Capture, CapturedArticle, CaptureOptions, FoundPictures, LatePictures } from './types.ts'
import { canonicalUrl, parseWebUrl, withoutCredentials } from './url.ts'

const MAX_PAGE_BYTES = 25 * 1024 * 1024
const PAGE_TIMEOUT_MS = 30_000
const ACCEPT =
  'text/html,application/xhtml+xml,text/plain;q=0.8,text/markdown;q=0.8,application/epub+zip;q=0.7,application/xml;q=0.6,*/*;q=0.1'

interface CaptureSetup {
  /** The extraction worker: `worker.source.js` where Postil runs from its sources, a built file in a bundle. */
  readonly workerUrl?: URL
  readonly maxThreads?: number
  /** How names are resolved to addresses. */
  readonly lookup?: Resolve
  /** Instead of the network. */
  readonly openFetcher?: OpenFetcher
  readonly pageTimeoutMs?: number
  readonly maxPageBytes?: number
  readonly maxFileBytes?: number
  readonly extractTimeoutMs?: number
  readonly pictures?: Partial<PictureLimits>
  /** Of a host with a browser inside: builds pages that need their scripts. Without it, they are `pageNeedsJavaScript`. */
  readonly render?: RenderPage | undefined
  readonly renderTimeoutMs?: number
}

export function createCapture(setup: CaptureSetup = {}): Capture {
  const timeoutMs = setup.pageTimeoutMs ?? PAGE_TIMEOUT_MS
  const maxBytes = setup.maxPageBytes ?? MAX_PAGE_BYTES
  const maxFileBytes = setup.maxFileBytes ?? MAX_FILE_MB * 1024 * 1024
  const limits = { ...pictureLimits, ...setup.pictures }
  const openFetcher = setup.openFetcher ?? createFetcherFactory(setup.lookup)
  const extractor = createExtractor({
    workerUrl: setup.workerUrl ?? new URL('./worker.source.js', import.meta.url),
    maxThreads: setup.maxThreads ?? 2,
    timeoutMs: setup.extractTimeoutMs,
  })

  const renderer = setup.render
    ? createRenderer({
        render: setup.render,
        resolve: setup.lookup ?? resolveWithSystem,
        maxBytes,
        timeoutMs: setup.renderTimeoutMs,
      })
    : null

  /** Fetches an extracted article's pictures and puts everything together. */
  async function complete(
    extracted: ExtractedArticle,
    original: Uint8Array | null,
    fetcher: Fetcher,
    options: CaptureOptions,
  ): Promise<CapturedArticle> {
    const { leadImageUrl, faviconUrl, document, resources, otherPictures, ...facts } = extracted
    const wanted = { document, leadImageUrl, faviconUrl, pageUrl: facts.url, resources, otherPictures }
    const { found, late } = await lookForPictures(wanted, fetcher, options)
    if (options.signal?.aborted) throw new PostilError('cancelled')
    const { fetchedImages: _, ...pictures } = found
    return { ...facts, ...pictures, original, ...(late && { late }) }
  }

  /** Begins with them, and answers what is here once all are, or once the caller's patience has ended. */
  async function lookForPictures(
    wanted: Omit<PictureRequest, 'fetcher' | 'inert' | 'limits' | 'signal' | 'onProgress'>,
    fetcher: Fetcher,
    { signal, onProgress, patience }: CaptureOptions,
  ): Promise<{ readonly found: FoundPictures; readonly late?: LatePictures }> {
    const stopped = new AbortController()
    const work = beginPictures({
      ...wanted,
      fetcher,
      inert: extractor.inert,
      limits,
      signal: signal ? AbortSignal.any([signal, stopped.signal]) : stopped.signal,
      onProgress: onProgress && ((done, total) => onProgress('images', done, total)),
    })
    const inTime = await within(work.done, patience)
    const found = work.soFar()
    if (inTime) return { found }
    return { found, late: { found: work.done.then(work.soFar), stop: () => stopped.abort() } }
  }

  async function withFetcher<T extends { readonly late?: LatePictures }>(
    typedHost: string | null,
    work: (fetcher: Fetcher) => Promise<T>,
  ): Promise<T> {
    const fetcher = openFetcher(typedHost)
    try {
      const answer = await work(fetcher)
      if (answer.late) void answer.late.found.then(() => fetcher.close())
      else await fetcher.close()
      return answer
    } catch (thrown) {
      await fetcher.close()
      throw thrown
    }
  }

  return {
    async fromUrl(url, options = {}) {
      const address = parseWebUrl(url)
      if (!address) throw new PostilError('urlInvalid', { url })
      const { signal, onProgress } = options
      const typedHost = options.typed ? address.host : null
      return withFetcher(typedHost, async (fetcher) => {
        const wanted = {
          timeoutMs,
          maxBytes,
          accept: ACCEPT,
          signal,
          inspect: assertReadable,
          trail: new Set<string>(),
        }
        const { extracted, original, from } = await passOn(address.href, async (from) => {
          onProgress?.('fetch', 0, null)
          const page = await fetcher.get(from, wanted)
          if (page.bytes.byteLength === 0) throw new PostilError('pageEmpty')
          options.onPage?.(page.bytes)
          onProgress?.('extract', 0, null)
          const { contentType, contentLanguage } = page
          const task = {
            page: page.bytes,
            contentType,
            contentLanguage,
            name: '',
            url: withoutCredentials(new URL(page.url)),
            explain: options.explain ?? false,
            whole: options.whole ?? false,
          }
          const next = refreshTarget(page.bytes, contentType, page.url)
          const read = async () => {
            // What leads elsewhere need not be built.
            const reading = { extract: extractor.extract, renderer: next ? null : renderer, typedHost }
            return { ...(await readPage(reading, task, page.url, options)), from: page.url }
          }
          return { next, read }
        })
        const found = {
          ...extracted,
          ...(options.typed === true && { typed: true }),
          faviconUrl: extracted.faviconUrl ?? defaultIcon(from),
        }
        return complete({ ...found, url: withoutCredentials(address) }, original, fetcher, options)
      })
    },

    async fromPage(page, options = {}) {
      const url = pageAddress(page.url)
      const bytes = 'bytes' in page ? page.bytes : new TextEncoder().encode(page.html)
      const name = 'bytes' in page ? page.name : ''
      if (bytes.byteLength === 0)
        throw name ? new PostilError('fileEmpty', { path: name }) : new PostilError('pageEmpty')
      if (bytes.byteLength > maxFileBytes)
        throw new PostilError('fileTooLarge', { path: name || 'HTML', limit: Math.round(maxFileBytes / 1024 / 1024) })
      options.onPage?.(bytes)
      options.onProgress?.('extract', 0, null)
      const content = 'bytes' in page ? page.bytes : page.html
      const { explain = false, whole = false } = options
      const beside = 'bytes' in page && page.beside ? { beside: page.beside } : {}
      const task = { page: content, contentType: '', contentLanguage: null, name, url, explain, whole, ...beside }
      const extracted = await extractor.extract(task, options.signal).catch((thrown) => {
        const foreign = name !== '' && thrown instanceof PostilError && thrown.code === 'typeUnsupported'
        throw foreign ? new PostilError('fileTypeUnsupported', thrown.details, { cause: thrown }) : thrown
      })
      return withFetcher(null, (fetcher) => complete(extracted, bytes, fetcher, options))
    },

    async fromText({ text, title, url }, options = {}) {
      const explain = options.explain ?? false
      const task = { page: text, contentType: '', contentLanguage: null, name: '', url: pageAddress(url), words: true }
      const extracted = await extractor.extract({ ...task, title, explain }, options.signal)
      return withFetcher(null, (fetcher) => complete(extracted, null, fetcher, options))
    },

    async fetchPictures({ document, url, typed }, options = {}) {
      const page = url === null ? null : parseWebUrl(url)
      const wanted = { document, leadImageUrl: null, faviconUrl: null, pageUrl: page && withoutCredentials(page) }
      const { found } = await withFetcher(typed ? (page?.host ?? null) : null, (fetcher) =>
        lookForPictures(wanted, fetcher, options),
      )
      return found
    },

    canonicalUrl,
    close: () => extractor.close(),
  }
}

/** Whether work ends before patience does; `patience` in milliseconds, without one: always. */
async function within(work: Promise<void>, patience: number | undefined): Promise<boolean> {
  if (patience === undefined) return work.then(() => true)
  const ended = new AbortController()
  const impatience = delay(patience, false, { signal: ended.signal }).catch(() => false)
  const inTime = await Promise.race([work.then(() => true), impatience])
  ended.abort()
  return inTime
}

/** The address that somebody says a page or a text comes from. */
function pageAddress(url: string | undefined): string | null {
  if (url === undefined || url.trim() === '') return null
  const parsed = parseWebUrl(url)
  if (!parsed) throw new PostilError('urlInvalid', { url })
  return withoutCredentials(parsed)
}
