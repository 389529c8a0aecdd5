import type { ErrorCode } from '../../core/errors.ts'
import { PostilError } from '../../core/result.ts'
import type { ExtractedArticle } from '../extract/index.ts'
import type { CaptureOptions } from '../types.ts'
import type { ExtractTask } from '../worker.ts'
import type { Renderer } from './index.ts'

interface Rebuilding {
  readonly extract: (task: ExtractTask, signal?: AbortSignal) => Promise<ExtractedArticle>
  /** Null where this Postil has no browser inside. */
  readonly renderer: Renderer | null
  /** The `host:port` that a person typed and that may therefore be private; null where nobody did. */
  readonly typedHost: string | null
}

/** An article with the page that it was read from. */
interface ReadPage {
  readonly extracted: ExtractedArticle
  readonly original: Uint8Array
}

/** What a page without its text may be taken for; after it was built, none of them says how to go on. */
const NOTHING_BUILT: ReadonlySet<ErrorCode> = new Set(['pageNeedsJavaScript', 'articleNotDetected', 'pageEmpty'])

/**
 * Finds the article of a page that was fetched. Where the page needs its scripts and there is a renderer, it is built, and
 * what was built is read, and kept as the original: what was fetched is an empty shell.
 *
 * @param address of the page, credentials included
 */
export async function readPage(
  { extract, renderer, typedHost }: Rebuilding,
  task: ExtractTask & { readonly page: Uint8Array },
  address: string,
  { signal, explain, onPage, onProgress }: CaptureOptions,
): Promise<ReadPage> {
  try {
    return { extracted: await extract(task, signal), original: task.page }
  } catch (thrown) {
    if (!renderer || !(thrown instanceof PostilError) || thrown.code !== 'pageNeedsJavaScript') throw thrown
  }
  onProgress?.('render', 0, null)
  const built = await renderer(address, { typedHost, signal })
  const original = asFile(built.html, built.url)
  onPage?.(original)
  onProgress?.('extract', 0, null)
  try {
    const extracted = await extract({ ...task, page: built.html, contentType: '', url: built.url }, signal)
    if (!explain) return { extracted, original }
    const note = { text: built.url, words: extracted.words, reason: 'the page is built by scripts, which were run' }
    return {
      extracted: { ...extracted, steps: [{ step: 'render', notes: [note] }, ...(extracted.steps ?? [])] },
      original,
    }
  } catch (thrown) {
    if (!(thrown instanceof PostilError) || !NOTHING_BUILT.has(thrown.code)) throw thrown
    throw new PostilError('pageNotRendered', { reason: thrown.code }, { cause: thrown })
  }
}

/**
 * A built page as a file: as browsers save one, with a note of where it comes from (`saved from url=(length)address`), and
 * with a byte order mark, since its `meta` names the charset that it was sent in.
 */
function asFile(html: string, url: string): Uint8Array {
  const address = url.replaceAll('--', '%2D%2D').replaceAll('>', '%3E')
  const length = String(address.length).padStart(4, '0')
  return new TextEncoder().encode(`\uFEFF<!doctype html>\n<!-- saved from url=(${length})${address} -->\n${html}\n`)
}
