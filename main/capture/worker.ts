/** Runs in a worker thread: from the bytes of a page or a file to its article; pictures from elsewhere are not fetched. */
import { PostilError, type Result, settle } from '../core/result.ts'
import { type ExtractedArticle, extractArticle } from './extract/index.ts'
import { inertSvg } from './images/svg.ts'
import { withBeside } from './sources/beside.ts'
import { type ReadSource, readSource, readWords } from './sources/index.ts'
import { withStated } from './sources/stated.ts'
import { sourceStep } from './sources/told.ts'
import { articleFromText } from './text.ts'

export interface ExtractTask {
  /** The page as it came, or as text that needs no decoding. */
  readonly page: Uint8Array | string
  /** As the server sent it; empty where there was none. */
  readonly contentType: string
  readonly contentLanguage: string | null
  readonly name: string
  readonly url: string | null
  /** `page` is words that somebody typed or copied: no markup, unless it is Markdown. */
  readonly words?: boolean
  /** What the caller calls it. */
  readonly title?: string | undefined
  /** Answer what each step of extraction did. */
  readonly explain?: boolean
  /** Where no article is found on the page, all of its text is kept. */
  readonly whole?: boolean
  /** Pictures in files beside the page, by their paths from it. */
  readonly beside?: ReadonlyMap<string, Uint8Array>
  /** Names of steps that do not run. */
  readonly without?: readonly string[]
}

async function extract(task: ExtractTask): Promise<ExtractedArticle> {
  const { page, contentLanguage, name, title, explain, without } = task
  const read = task.words && typeof page === 'string' ? readWords(page) : withFiles(await readSource(task), task.beside)
  const { source } = read
  const told = (article: ExtractedArticle): ExtractedArticle =>
    explain ? { ...article, steps: [...sourceStep(read), ...(article.steps ?? [])] } : article
  if ('text' in source) {
    return told(
      articleFromText({
        text: source.text,
        title,
        url: task.url ?? undefined,
        lang: contentLanguage,
        file: !task.words,
      }),
    )
  }
  const article = extractWith(task.whole ?? false, {
    html: source.html,
    url: task.url ?? source.url,
    lang: source.lang ?? contentLanguage,
    whole: source.whole,
    fallbackTitle: name.replace(/\.\w{1,8}$/, ''),
    now: new Date(),
    explain,
    without,
  })
  return told(withStated(article, title?.trim() ? { ...source, stated: { ...source.stated, title } } : source))
}

function withFiles(read: ReadSource, beside: ExtractTask['beside']): ReadSource {
  if (!beside || !('html' in read.source)) return read
  return { ...read, source: withBeside(read.source, beside) }
}

/** The article of a page; with `fallBack`, all of the page where there is none. */
function extractWith(fallBack: boolean, source: Parameters<typeof extractArticle>[0]): ExtractedArticle {
  try {
    return extractArticle(source)
  } catch (thrown) {
    if (!fallBack || !(thrown instanceof PostilError) || thrown.code !== 'articleNotDetected') throw thrown
    try {
      return extractArticle({ ...source, whole: true })
    } catch (empty) {
      // Nothing on it but its menus.
      throw empty instanceof PostilError && empty.code === 'pageEmpty' ? thrown : empty
    }
  }
}

/** A drawing that can do nothing but be seen; see `inertSvg`. */
export function inert(bytes: Uint8Array): Uint8Array | null {
  return inertSvg(bytes)
}

/** A thread's errors lose their codes on the way: they go as data. */
export default function run(task: ExtractTask): Promise<Result<ExtractedArticle>> {
  return settle(async () => {
    try {
      return await extract(task)
    } catch (thrown) {
      // Out of stack: a page nested in a way that nothing else caught.
      if (thrown instanceof RangeError) throw new PostilError('pageTooComplex', {}, { cause: thrown })
      throw thrown
    }
  })
}
