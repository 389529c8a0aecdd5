import { basename, dirname, join } from 'node:path'
import { mergeHighlights } from '../../core/merge/index.ts'
import { HIGHLIGHT_VERSION, type Highlight, highlightsFileSchema } from '../../core/model/highlight.ts'
import { at } from '../context.ts'
import { backupOf, encodeJSON } from '../durable-json.ts'
import { placeFile, sizeIfThere } from '../files.ts'
import { layout } from '../layout.ts'
import { isAsideOf, openAsides, SETTLED, setAside, settleAside } from '../quarantine.ts'
import { updateRecord } from '../record.ts'
import { noHighlights, parseHighlights } from '../records.ts'
import { type Bench, bytesOf, fits, prepareRecord } from './bench.ts'
import { salvageFields, salvageHighlights } from './salvage.ts'

/**
 * The highlights of an article from all that is left of them: its file, the one before, and what was set aside of them.
 * Those of another article go to that one. Answers them; null where there is nothing that they could be kept in.
 * Only in the article's queues.
 */
export async function mendHighlights(bench: Bench, id: string): Promise<readonly Highlight[] | null> {
  const { context, tell } = bench
  const path = layout.highlights(id)
  const previous = backupOf(path)
  await prepareRecord(bench, path)
  const [present, before] = [await bytesOf(bench, path), await bytesOf(bench, previous)]
  if (present === 'unreadable' || before === 'unreadable') return null
  const sound = present !== null && fits(() => parseHighlights(present, id))
  const soundBefore = before === null || fits(() => parseHighlights(before, id))
  const asides = (await openAsides(context)).filter((name) => isAsideOf(name, path) || isAsideOf(name, previous))
  const lost = present === null && before !== null
  if ((sound || present === null) && soundBefore && asides.length === 0 && !lost) {
    return present === null ? [] : salvageHighlights(present)
  }

  const own = present === null ? [] : salvageHighlights(present)
  // Of a sound file, the one before it tells nothing new.
  let all: readonly Highlight[] = sound || before === null ? own : mergeHighlights(own, salvageHighlights(before))
  for (const name of asides) {
    const bytes = await bytesOf(bench, `${layout.quarantine}/${name}`)
    const found = bytes === null || bytes === 'unreadable' ? [] : salvageHighlights(bytes)
    all = mergeHighlights(all, found)
    tell('recordDamaged', `${layout.quarantine}/${name}`, found.length > 0 ? 'mended' : 'movedAside')
  }
  if (!sound && present !== null) {
    await setAside(context, path, { move: false, ending: SETTLED })
    tell('fileDamaged', path, all.length > 0 ? 'mended' : 'movedAside')
  } else if (lost) tell('fileMissing', path, 'mended')
  if (!soundBefore) {
    await setAside(context, previous, { move: true, ending: SETTLED })
    if (sound) tell('fileDamaged', previous, 'movedAside')
  }
  const mine = all.filter(({ articleId }) => articleId === id)
  await giveAway(
    bench,
    all.filter(({ articleId }) => articleId !== id),
  )
  const file = { ...(present && !sound ? salvageFields(present) : noHighlights), version: HIGHLIGHT_VERSION }
  if (sound)
    await updateRecord(
      context,
      path,
      (bytes) => parseHighlights(bytes, id),
      (kept) => ({ ...(kept ?? noHighlights), highlights: [...mine] }),
    )
  else {
    const target = at(context, path)
    const bytes = encodeJSON(highlightsFileSchema.parse({ ...file, highlights: mine }))
    await placeFile(context.files, target, join(dirname(target), `.${basename(target)}.tmp`), bytes)
  }
  for (const name of asides) await settleAside(context, name)
  return mine
}

/** Highlights that stood in another article's file, to the article that they name, where it is there. */
async function giveAway({ context, queued }: Bench, strays: readonly Highlight[]): Promise<void> {
  for (const id of new Set(strays.map(({ articleId }) => articleId))) {
    if ((await sizeIfThere(context.files, at(context, layout.folder(id)))) === null) continue
    const path = layout.highlights(id)
    const given = strays.filter(({ articleId }) => articleId === id)
    const give = () =>
      updateRecord(
        context,
        path,
        (bytes) => parseHighlights(bytes, id),
        (present) => {
          const file = present ?? noHighlights
          const highlights = mergeHighlights(file.highlights, given)
          return highlights === file.highlights && present ? present : { ...file, highlights: [...highlights] }
        },
      )
    // A file that is damaged as well is mended in its turn; then they come from what was set aside here.
    await queued(path, give)
  }
}
