/** Runs in a worker thread: from the bytes of a page to its article, without pictures. */
import { PostilError, type Result, settle } from '../core/result.ts'
import { charsetOf, decode } from './charset.ts'
import { type ExtractedArticle, extractArticle } from './extract/index.ts'
import { pageKind } from './sniff.ts'
import { articleFromText } from './text.ts'

export interface ExtractTask {
  /** The page as it came, or as text that needs no decoding. */
  readonly page: Uint8Array | string
  /** As the server sent it; empty where there was none. */
  readonly contentType: string
  readonly contentLanguage: string | null
  readonly name: string
  readonly url: string | null
  /** Answer what each step of extraction did. */
  readonly explain?: boolean
  /** Names of steps that do not run. */
  readonly without?: readonly string[]
}

/** A selection copied from a page has no document around it. */
function isFragment(html: string): boolean {
  return !/<(?:!doctype|html|head|body)[\s>]/i.test(html)
}

/** `saved from url=(0023)https://…`, as browsers note it in the pages that they save. */
function savedFrom(html: string): string | null {
  return /<!--\s*saved from url=\(\d+\)(https?:\/\/\S+?)\s*-->/i.exec(html.slice(0, 4096))?.[1] ?? null
}

function extract(task: ExtractTask): ExtractedArticle {
  const { page, contentType, contentLanguage, name, explain, without } = task
  const fallbackTitle = name.replace(/\.\w{1,8}$/, '')
  if (typeof page !== 'string' && pageKind(page, contentType, name) === 'text') {
    const text = decode(page, charsetOf(contentType))
    return articleFromText({ text, url: task.url ?? undefined, lang: contentLanguage })
  }
  const html = typeof page === 'string' ? page : decode(page, charsetOf(contentType))
  const whole = typeof page === 'string' && isFragment(html)
  const url = task.url ?? savedFrom(html)
  return extractArticle({ html, url, lang: contentLanguage, whole, fallbackTitle, explain, without })
}

/** A thread's errors lose their codes on the way: they go as data. */
export default function run(task: ExtractTask): Promise<Result<ExtractedArticle>> {
  return settle(() => {
    try {
      return extract(task)
    } catch (thrown) {
      // Out of stack: a page nested in a way that nothing else caught.
      if (thrown instanceof RangeError) throw new PostilError('pageTooComplex', {}, { cause: thrown })
      throw thrown
    }
  })
}
