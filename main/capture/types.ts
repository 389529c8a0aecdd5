import type { CaptureStep } from '../core/contract.ts'
import type { DocumentJSON } from '../core/document/types.ts'
import type { Article } from '../core/model/article.ts'

/** A picture as it came, already sniffed: `name` is `<sha256 of bytes>.<ext by content>`. */
export interface CapturedMedia {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a search for pictures came to. */
export interface FoundPictures extends Pick<Article, 'leadImage'> {
  /** The same text; its pictures refer to media by name, and those that could not be had to where they are. */
  readonly document: DocumentJSON
  readonly favicon: string | null
  readonly media: readonly CapturedMedia[]
  /** Addresses of pictures that the text shows, which came. */
  readonly fetchedImages: number
  readonly missingImages: number
}

/** The pictures of an article that could not wait for them. */
export interface LatePictures {
  /** When all are here or were given up, those that came in time among them. Never rejects. */
  readonly found: Promise<FoundPictures>
  /** Gives up what is not here yet. */
  stop(): void
}

/** Everything that capture can tell of an article; who keeps it gives it an id and dates. */
export interface CapturedArticle
  extends Pick<
    Article,
    | 'url'
    | 'typed'
    | 'canonicalUrl'
    | 'title'
    | 'byline'
    | 'site'
    | 'publishedAt'
    | 'modifiedAt'
    | 'lang'
    | 'dir'
    | 'excerpt'
    | 'leadImage'
    | 'favicon'
    | 'words'
    | 'minutes'
  > {
  /** Fits the schema of core/document; pictures refer to `media` by name. */
  readonly document: DocumentJSON
  readonly media: readonly CapturedMedia[]
  /** The untouched page, before decoding; null for pasted text. */
  readonly original: Uint8Array | null
  readonly missingImages: number
  /** The page says that only subscribers read it in whole, and its text breaks off. */
  readonly partial?: 'paywall'
  /** Where the caller's patience ended before the last picture came: the others. */
  readonly late?: LatePictures
  /** What the file itself is tagged with; fits the article's tags. */
  readonly tags?: readonly string[]
  /** What each step did, where `explain` asked for it. */
  readonly steps?: readonly CaptureStep[]
}

export interface CaptureOptions {
  readonly signal?: AbortSignal
  /** Answer what each step of capture did. */
  readonly explain?: boolean
  /** Where no article is found on the page, all of its text is kept. */
  readonly whole?: boolean
  /**
   * Given the page's bytes as soon as they are here: who keeps them can begin while the article is looked for. Given once
   * more what a page's scripts built, which then is what is kept.
   */
  readonly onPage?: (bytes: Uint8Array) => void
  /**
   * How long pictures are waited for, in milliseconds, before the article is answered without those that are not here
   * (see `CapturedArticle.late`); without it, until the last one is here or given up.
   */
  readonly patience?: number
  /** `step` is one of fetch, extract, render (then extract again), images; counts are pictures while images are fetched. */
  readonly onProgress?: (step: 'fetch' | 'extract' | 'render' | 'images', done: number, total: number | null) => void
}

/** From an address, a page or a text to an article. Throws PostilError; keeps nothing itself. */
export interface Capture {
  /** `typed`: a person named this address, so its host may be private; redirects elsewhere are checked all the same. */
  fromUrl(url: string, options?: CaptureOptions & { readonly typed?: boolean }): Promise<CapturedArticle>
  /** HTML as text, or the bytes of a file (`name` tells HTML from text by its ending, content decides in doubt). */
  fromPage(
    page:
      | { readonly html: string; readonly url?: string }
      | {
          readonly bytes: Uint8Array
          readonly name: string
          readonly url?: string
          /** Pictures in files beside it, by their paths from it (see core/beside). */
          readonly beside?: ReadonlyMap<string, Uint8Array>
        },
    options?: CaptureOptions,
  ): Promise<CapturedArticle>
  fromText(
    text: { readonly text: string; readonly title?: string; readonly url?: string },
    options?: CaptureOptions,
  ): Promise<CapturedArticle>
  /**
   * Looks again for the pictures that a stored document lacks. `typed`: a person named the page's address. Where the signal
   * ends it, what has come by then is answered.
   */
  fetchPictures(
    wanted: { readonly document: DocumentJSON; readonly url: string | null; readonly typed: boolean },
    options?: Pick<CaptureOptions, 'signal' | 'onProgress'>,
  ): Promise<FoundPictures>
  /** The address that tells articles apart, from an address alone; null where it is none. */
  canonicalUrl(url: string): string | null
  close(): Promise<void>
}
