import type { Repair } from '../../core/contract.ts'
import { defaultSettings, type Settings, settingsSchema } from '../../core/model/settings.ts'
import { PostilError } from '../../core/result.ts'
import { at, type Context } from '../context.ts'
import { backupOf } from '../durable-json.ts'
import { sizeIfThere } from '../files.ts'
import { LIBRARY_FORMAT, layout } from '../layout.ts'
import { type LibraryFile, parseLibraryFile, writeLibraryFile } from '../library-file.ts'
import { mediaPath } from '../media.ts'
import { isAsideOf, openAsides, originOf, SETTLED, setAside, settleAside } from '../quarantine.ts'
import { alone, type Queued } from '../queues.ts'
import { readRecord, updateRecord } from '../record.ts'
import { parseSettings } from '../records.ts'
import { guessTombstone, parseTombstone, writeTombstone } from '../tombstones.ts'
import type { Findings } from '../verify/findings.ts'
import { isBack } from '../verify/others.ts'
import { mendArticle } from './article.ts'
import { type Bench, bytesOf, createBench, fits, mendBit, prepareRecord } from './bench.ts'
import { bringBack } from './copies.ts'
import { mendHighlights } from './highlights.ts'
import { salvageFields } from './salvage.ts'

/** Mends what a look at the files found. Nothing is ever deleted: what is not mended moves to `quarantine/`. */
export interface Mender {
  library(found: Findings): Promise<void>
  tombstones(found: Findings): Promise<void>
  picture(name: string): Promise<void>
  article(id: string, found: Findings): Promise<void>
  /** What was set aside earlier, and nobody has looked after. */
  quarantine(): Promise<void>
}

interface Parts {
  readonly context: Context
  readonly queued: Queued
  readonly libraryId: string
}

export function createMender({ context, queued, libraryId }: Parts, hear: (repair: Repair) => void): Mender {
  const bench = createBench({ context, queued }, hear)
  return {
    library: () =>
      queued('create', async () => {
        await mendLibraryFile(bench, libraryId)
        await queued(layout.settings, () => mendSettings(bench))
      }),
    tombstones: (found) => queued('create', () => mendTombstones(bench, found)),
    picture: (name) =>
      queued('create', async () => {
        const path = mediaPath(name)
        const done = await bringBack(context, path)
        if (done === 'back' || done === 'movedAside') {
          bench.tell('fileDamaged', path, done === 'back' ? 'mended' : 'movedAside')
        }
      }),
    article: (id, found) => alone(queued, id, () => mendArticle(bench, id, found)),
    quarantine: () => mendAsides(bench),
  }
}

async function mendLibraryFile(bench: Bench, id: string): Promise<void> {
  const { context, tell } = bench
  const path = layout.library
  await prepareRecord(bench, path)
  const read = async (name: string): Promise<LibraryFile | 'damaged' | null> => {
    const bytes = await bytesOf(bench, name)
    return bytes === null || bytes === 'unreadable' ? null : (parseLibraryFile(bytes) ?? 'damaged')
  }
  const [present, before] = [await read(path), await read(backupOf(path))]
  if (before === 'damaged') {
    await setAside(context, backupOf(path), { move: true, ending: SETTLED })
    tell('fileDamaged', backupOf(path), 'movedAside')
  }
  if (present !== null && present !== 'damaged') return
  if (present === 'damaged') await setAside(context, path, { move: true, ending: SETTLED })
  const anew = { format: LIBRARY_FORMAT, id, createdAt: context.clock().toISOString() }
  await writeLibraryFile(
    context,
    before === null || before === 'damaged' ? anew : { ...before, format: LIBRARY_FORMAT },
  )
  tell(present === null ? 'fileMissing' : 'fileDamaged', path, 'mended')
}

async function mendSettings(bench: Bench): Promise<void> {
  const { context, tell } = bench
  const path = layout.settings
  await prepareRecord(bench, path)
  const [present, before] = [await bytesOf(bench, path), await bytesOf(bench, backupOf(path))]
  if (present === 'unreadable' || before === 'unreadable') return
  const sound = present !== null && fits(() => parseSettings(present))
  if (sound && before !== null && !fits(() => parseSettings(before))) {
    await setAside(context, backupOf(path), { move: true, ending: SETTLED })
    tell('fileDamaged', backupOf(path), 'movedAside')
  }
  if (sound || (present === null && before === null)) return
  await readRecord(context, path, parseSettings).catch((error: unknown) => {
    if (!(error instanceof PostilError) || error.code !== 'recordDamaged') throw error
  })
  await takeOver(bench, [present, before])
  tell(present === null ? 'fileMissing' : 'fileDamaged', path, 'mended')
}

/** Each setting that is whole in one of these files, where there are no settings now. */
async function takeOver({ context }: Bench, files: readonly (Uint8Array | null)[]): Promise<void> {
  const [latest, before] = files.map((bytes) => (bytes === null ? {} : salvageFields(bytes)))
  const given: Record<string, unknown> = { ...before, ...latest }
  await updateRecord<Settings>(context, layout.settings, parseSettings, (present) => {
    if (present !== null) return present
    const sound = Object.entries(settingsSchema.shape).filter(
      ([name, schema]) => given[name] !== undefined && schema.safeParse(given[name]).success,
    )
    return settingsSchema.parse({
      ...defaultSettings,
      ...Object.fromEntries(sound.map(([name]) => [name, given[name]])),
      version: defaultSettings.version,
    })
  })
  for (const name of await openAsides(context)) {
    if ([layout.settings, backupOf(layout.settings)].some((path) => isAsideOf(name, path)))
      await settleAside(context, name)
  }
}

/** That its article was deleted, a tombstone says by its name alone. */
async function mendTombstones(bench: Bench, { problems }: Findings): Promise<void> {
  const { context, tell } = bench
  for (const { path, code } of problems) {
    const id = path.slice(`${layout.tombstones}/`.length, -'.json'.length)
    await mendBit(bench, path)
    const bytes = await bytesOf({ context }, path)
    if (code === 'libraryNewer' || bytes === 'unreadable') continue
    if (bytes !== null && fits(() => parseTombstone(bytes, id))) continue
    const guessed = await guessTombstone(context, id)
    if (guessed === null) continue
    // It keeps its name until the new one takes it: without a tombstone the article might come back.
    await setAside(context, path, { move: false, ending: SETTLED })
    await writeTombstone(context, guessed)
    tell('fileDamaged', path, 'mended')
  }
}

async function mendAsides(bench: Bench): Promise<void> {
  const { context, queued, tell } = bench
  for (const name of await openAsides(context)) {
    const path = originOf(name)
    if (path === null) continue
    const [top, id = '', file = ''] = path.split('/')
    const folder = top === layout.articles ? `${top}/${id}` : null
    const there = folder === null || (await sizeIfThere(context.files, at(context, folder))) !== null
    if (there && folder !== null && file.startsWith('highlights.json')) {
      // Settles all of this article's at once.
      await alone(queued, id, () => mendHighlights(bench, id))
    }
    if (!(await openAsides(context)).includes(name)) continue
    const back = await isBack(context, name)
    await settleAside(context, name)
    if (!back) tell('recordDamaged', `${layout.quarantine}/${name}`, 'movedAside')
  }
}
