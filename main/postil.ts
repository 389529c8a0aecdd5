/** The composition root: a library's folder becomes a working Postil, for any host. */
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { monotonicFactory } from 'ulid'
import type { RenderPage } from './capture/render/types.ts'
import type { Capture } from './capture/types.ts'
import { canonicalUrl } from './capture/url.ts'
import type { ReaderApi } from './core/contract.ts'
import { PostilError } from './core/result.ts'
import { openLibrary } from './library/index.ts'
import { createReader } from './reader.ts'
import { openSearchIndex } from './search/index.ts'

export type { RenderedPage, RenderJob, RenderPage } from './capture/render/types.ts'
export { defaultLibraryPath } from './libraryPath.ts'

export interface PostilOptions {
  readonly libraryPath: string
  /** The capture worker: bundled by a host that is bundled, else the source file. */
  readonly workerUrl?: URL
  /** Of a host with a browser inside: builds pages that need their scripts. */
  readonly render?: RenderPage
  /** Folder of the welcome articles. */
  readonly assets?: URL
  readonly clock?: () => Date
  readonly ids?: () => string
  /** Hears how far the records of a library of an older format have been backed up, which comes before it opens. */
  readonly onBackup?: (done: number, total: number) => void
  /** Hears of what went wrong where no caller is there to be told. */
  readonly report?: (thrown: unknown) => void
  /**
   * For hosts that stay open: daily backups, what has been in the trash for long, what other programs change; and a
   * thread that writes the index.
   */
  readonly housekeeping?: boolean
  /** How long a text waits for its pictures before it is stored without them, in milliseconds. */
  readonly patience?: number
  /** That thread: bundled by a host that is bundled, else the source file. */
  readonly indexerUrl?: URL
}

export interface Postil {
  readonly reader: ReaderApi
  /** Absolute. */
  readonly libraryPath: string
  /** Resolves when the index has caught up with the files. Never rejects. */
  readonly ready: Promise<void>
  /** A picture of the library. Throws `mediaNotFound`. */
  readMedia(name: string): Promise<{ readonly bytes: Uint8Array; readonly mime: string }>
  /** Stops long work, waits for writes under way, frees the library. */
  close(): Promise<void>
}

const mimeTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
}

/** Capture with its parsers and its worker is loaded by the first save: most commands never need it. */
function captureWhenNeeded(load: () => Promise<Capture>): Capture {
  let loaded: Promise<Capture> | null = null
  const get = (): Promise<Capture> => {
    loaded ??= load()
    return loaded
  }
  return {
    fromUrl: async (url, options) => (await get()).fromUrl(url, options),
    fromPage: async (page, options) => (await get()).fromPage(page, options),
    fromText: async (text, options) => (await get()).fromText(text, options),
    fetchPictures: async (wanted, options) => (await get()).fetchPictures(wanted, options),
    canonicalUrl,
    close: async () => (await loaded)?.close(),
  }
}

/** The folder lies beside the source, and one step further from a bundle (`out/main/`). */
async function readAsset(name: string, folder: URL | undefined): Promise<string> {
  const folders = folder
    ? [folder]
    : [new URL('../assets/', import.meta.url), new URL('../../assets/', import.meta.url)]
  const tried = await Promise.allSettled(folders.map((each) => readFile(new URL(name, each), 'utf8')))
  for (const each of tried) if (each.status === 'fulfilled') return each.value
  throw new PostilError('fileNotFound', { path: name })
}

const indexerSource = new URL('./reader/indexer/worker.source.js', import.meta.url)

/** Throws PostilError: `libraryLocked`, `libraryForeign`, `libraryNewer`, `libraryUnreadable`, `libraryReadOnly`, `diskFull`. */
export async function openPostil(options: PostilOptions): Promise<Postil> {
  const clock = options.clock ?? (() => new Date())
  const nextId = monotonicFactory()
  const ids = options.ids ?? (() => nextId(clock().getTime()))
  const report = options.report ?? ((thrown: unknown) => console.error(thrown))
  const { workerUrl, housekeeping = false, onBackup } = options

  const library = await openLibrary({ path: resolve(options.libraryPath), clock, ids, onBackup })
  const capture = captureWhenNeeded(async () => {
    const { createCapture } = await import('./capture/index.ts')
    return createCapture({ ...(workerUrl && { workerUrl }), render: options.render })
  })
  try {
    const reader = createReader({
      library,
      // What can only be read gets an index in memory, for as long as it is open.
      search: openSearchIndex({
        path: library.readOnly ? ':memory:' : join(library.path, '.index', 'index.sqlite'),
        shared: true,
      }),
      capture,
      clock,
      ids,
      welcome: (locale) => readAsset(`welcome.${locale}.html`, options.assets),
      report,
      patience: options.patience,
      housekeeping,
      indexerUrl: housekeeping ? (options.indexerUrl ?? indexerSource) : undefined,
    })
    return {
      reader: reader.api,
      libraryPath: library.path,
      get ready() {
        return reader.ready()
      },
      async readMedia(name) {
        const bytes = await library.readMedia(name)
        return { bytes, mime: mimeTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream' }
      },
      async close() {
        await reader.close()
        await capture.close()
        await library.close()
      },
    }
  } catch (thrown) {
    await library.close()
    throw thrown
  }
}
