import { basename } from 'node:path'
import type { Command } from 'commander'
import type { SaveOutcome } from '../core/contract.ts'
import type { Article } from '../core/model/article.ts'
import { PostilError, toErrorData, unwrap } from '../core/result.ts'
import { type GlobalOptions, type Session, withGlobals, withLibrary } from './command.ts'
import { readGiven, readStdin } from './files.ts'
import { type Source, sourcesOf } from './sources.ts'
import { parseTags } from './values.ts'

interface SaveOptions extends GlobalOptions {
  readonly url?: string
  readonly tags?: string[]
}

/** The largest file that is taken, as for pages from the network. */
const MAX_MB = 25

/** What `save` tells of an article; `duplicateOf` where it was there already. */
function saved({ article, duplicate }: SaveOutcome, source: string) {
  const { id, title, byline, site, publishedAt, lang, words }: Article = article
  return { id, source, title, byline, site, publishedAt, lang, words, ...(duplicate && { duplicateOf: id }) }
}

async function saveOne({ reader }: Session, source: Source, { url, tags }: SaveOptions): Promise<SaveOutcome> {
  const extra = { ...(tags && { tags }), ...(url !== undefined && { url }) }
  if (source.kind === 'url') {
    return unwrap(await reader.saveUrl({ url: source.given, typed: true, ...(tags && { tags }) }))
  }
  const bytes = source.kind === 'stdin' ? await readStdin() : await readGiven(source.path)
  if (bytes.length > MAX_MB * 1_000_000) throw new PostilError('pageTooLarge', { limit: MAX_MB })
  const name = source.kind === 'stdin' ? 'stdin' : basename(source.path)
  return unwrap(await reader.saveFile({ name, data: bytes.toString('base64'), ...extra }))
}

async function saveAll(session: Session, given: readonly string[], options: SaveOptions): Promise<void> {
  const { output } = session
  const sources: Source[] = []
  const failed = (thrown: unknown, source: string) => {
    const error = toErrorData(thrown)
    output.error(given.length > 1 || sources.length > 1 ? { ...error, message: `${source}: ${error.message}` } : error)
  }
  for (const each of given) {
    try {
      const found = await sourcesOf(each)
      if (found.length === 0) throw new PostilError('fileNotFound', { path: `${each}/*.html, *.txt, *.md` })
      sources.push(...found)
    } catch (thrown) {
      failed(thrown, each)
    }
  }
  for (const [index, source] of sources.entries()) {
    if (sources.length > 1) output.progress(`[${index + 1}/${sources.length}] ${source.given}`)
    try {
      const outcome = await saveOne(session, source, options)
      const record = saved(outcome, source.given)
      output.result(record, `${record.id}  ${outcome.duplicate ? '(already there) ' : ''}${record.title}`)
      const { missingImages } = outcome
      if (missingImages > 0)
        output.progress(`${missingImages} ${missingImages === 1 ? 'picture' : 'pictures'} could not be fetched.`)
    } catch (thrown) {
      failed(thrown, source.given)
    }
  }
}

export function addSave(program: Command): void {
  const command = program
    .command('save')
    .description('save pages: addresses, HTML or text files, folders of them, or - for standard input')
    .argument('<source...>', 'URL, file, folder or -')
    .option('--url <url>', 'the address that a file or standard input came from')
    .option('--tags <a,b>', 'tags for what is saved', parseTags)
  withGlobals(command).action(async (given: string[], _: unknown, self: Command) => {
    const options = self.optsWithGlobals<SaveOptions>()
    if (options.url !== undefined && given.length > 1) self.error('error: --url goes with one source only')
    // One JSON line each is also what a program reads that gives no options.
    await withLibrary({ json: !process.stdout.isTTY, ...options }, (session) => saveAll(session, given, options))
  })
}
