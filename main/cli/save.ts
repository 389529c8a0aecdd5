import { basename } from 'node:path'
import type { Command } from 'commander'
import { type Batch, createBatch } from '../core/batch/index.ts'
import { receiptLine } from '../core/batch/receipt.ts'
import type { SaveOutcome } from '../core/contract.ts'
import { MAX_FILE_MB } from '../core/files.ts'
import { PostilError, type Result, settle, toErrorData, unwrap } from '../core/result.ts'
import { readBeside } from './beside.ts'
import { type GlobalOptions, type Session, withGlobals, withLibrary } from './command.ts'
import { readGiven, readStdin } from './files.ts'
import { createTelling } from './saved.ts'
import { listedIn, type Source, sourcesOf } from './sources.ts'
import { steered } from './steer.ts'
import { parseTags } from './values.ts'

interface SaveOptions extends GlobalOptions {
  readonly url?: string
  readonly tags?: string[]
  readonly list?: boolean
  readonly again?: boolean
  readonly anyway?: boolean
  readonly explain?: boolean
  readonly whole?: boolean
}

function saveOne(
  { reader }: Session,
  source: Source,
  { url, tags, again, anyway, explain = false, whole = false }: SaveOptions,
  task: string,
): Promise<Result<SaveOutcome>> {
  const renewing = anyway ? ({ again: 'anyway' } as const) : again ? { again } : {}
  const wishes = { task, explain, whole, ...renewing, ...(tags && { tags }) }
  if (source.kind === 'url') return reader.saveUrl({ url: source.source, typed: true, ...wishes })
  return settle(async () => {
    const bytes = source.kind === 'stdin' ? await readStdin() : await readGiven(source.path)
    const name = source.kind === 'stdin' ? 'stdin' : basename(source.path)
    if (bytes.length > MAX_FILE_MB * 1024 * 1024)
      throw new PostilError('fileTooLarge', { path: source.source, limit: MAX_FILE_MB })
    const pictures = source.kind === 'file' ? await readBeside(source.path, bytes, source.folder) : []
    const file = {
      ...{ name, data: bytes.toString('base64') },
      ...(url !== undefined && { url }),
      ...(pictures.length > 0 && { pictures }),
    }
    return unwrap(await reader.saveFile({ ...file, ...wishes }))
  })
}

/** What is named on the command line, one by one; what cannot be found is told of, and the rest goes on. */
async function gather({ output }: Session, given: readonly string[], list: boolean): Promise<Source[]> {
  const sources: Source[] = []
  const passedOver = (line: number, text: string) =>
    output.progress(`no address in line ${line}: ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`)
  for (const each of given) {
    try {
      sources.push(...(await (list ? listedIn(each, passedOver) : sourcesOf(each))))
    } catch (thrown) {
      const error = toErrorData(thrown)
      output.error(given.length > 1 ? { ...error, message: `${each}: ${error.message}` } : error)
    }
  }
  return sources
}

async function saveAll(session: Session, given: readonly string[], options: SaveOptions): Promise<void> {
  const { reader, output } = session
  const sources = await gather(session, given, options.list === true)
  const outcomes = new Map<Source, SaveOutcome>()
  const tell = createTelling(output, outcomes)
  const batch: Batch<Source> = createBatch(
    sources,
    {
      async save(source, task) {
        const result = await saveOne(session, source, options, task)
        if (result.ok) outcomes.set(source, result.value)
        return result
      },
      cancel: (task) => void reader.cancelTask({ task }),
      now: () => performance.now(),
      later(ms, work) {
        const timer = setTimeout(work, ms)
        return () => clearTimeout(timer)
      },
    },
    // Who asks for one thing waits for the answer, and can ask again.
    { name: `save ${process.pid} ${Date.now()}`, ...(sources.length === 1 && { attempts: 1 }) },
  )
  batch.subscribe(() => {
    const state = batch.state()
    tell(state)
    if (state.trouble && state.phase === 'paused') {
      // Nobody is there to make room on the disk and to resume: what is left can be saved by the same command.
      output.error(state.trouble)
      batch.cancel()
    }
  })
  const receipt = await steered(batch, output)
  if (sources.length > 1) output.progress(receiptLine(receipt))
  else if (receipt.cancelled.length > 0 && process.exitCode !== 1)
    output.error(toErrorData(new PostilError('cancelled')))
  if (receipt.cancelled.length > 0) process.exitCode = 1
}

export function addSave(program: Command): void {
  const command = program
    .command('save')
    .description('save pages: addresses, files of any kind that Postil reads, folders of them, or - for standard input')
    .argument('<source...>', 'URL, file, folder or -')
    .option('--url <url>', 'the address that a file or standard input came from')
    .option('--tags <a,b>', 'tags for what is saved', parseTags)
    .option('--list', 'each source is a list of addresses: one on each line, browser bookmarks, or a CSV column')
    .option('--again', 'what is there already gets a new version; its highlights stay')
    .option('--anyway', 'the same, also where less than half of the text is left')
    .option('--whole', 'all of a page’s text, where no article is found on it')
    .option('--explain', 'tell what each step of capture did')
  withGlobals(command).action(async (given: string[], _: unknown, self: Command) => {
    const options = self.optsWithGlobals<SaveOptions>()
    if (options.url !== undefined && (given.length > 1 || options.list))
      self.error('error: --url goes with one source only')
    // One JSON line each is also what a program reads that gives no options.
    await withLibrary({ json: !process.stdout.isTTY, ...options }, (session) => saveAll(session, given, options))
  })
}
