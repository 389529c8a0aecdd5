import type { BatchItem, BatchState } from '../core/batch/index.ts'
import type { CaptureStep, SaveOutcome } from '../core/contract.ts'
import type { ErrorData } from '../core/result.ts'
import type { Output } from './output.ts'
import type { Source } from './sources.ts'

/** What `save` tells of an article; `duplicateOf` where it was there already, `renewed` where it has a new version. */
function record({ article, duplicate, renewed, partial, explanation }: SaveOutcome, source: string) {
  const { id, title, byline, site, publishedAt, lang, words } = article
  const known = { ...(duplicate && { duplicateOf: id }), ...(renewed && { renewed }), ...(partial && { partial }) }
  return { id, source, title, byline, site, publishedAt, lang, words, ...known, ...(explanation && { explanation }) }
}

/** A step and what it did, for people. */
function explained({ step, notes }: CaptureStep): string[] {
  const lines = notes.map(
    ({ text, words, reason }) =>
      `    ${reason} (${words} ${words === 1 ? 'word' : 'words'}): ${text.replace(/\s+/g, ' ')}`,
  )
  return lines.length > 0 ? [`  ${step}`, ...lines] : []
}

function tellSaved(output: Output, source: string, outcome: SaveOutcome, alone: boolean): void {
  const told = record(outcome, source)
  const known = outcome.duplicate ? '(already there) ' : outcome.renewed ? '(new version) ' : ''
  output.result(told, `${told.id}  ${known}${told.title}`)
  const { missingImages, partial, explanation } = outcome
  if (missingImages > 0)
    output.progress(
      `${alone ? '' : `${source}: `}${missingImages} ${missingImages === 1 ? 'picture' : 'pictures'} could not be fetched.`,
    )
  if (partial)
    output.progress(
      `${alone ? '' : `${source}: `}Only the beginning was saved: the rest is for the site’s subscribers.`,
    )
  const steps = explanation?.flatMap(explained) ?? []
  if (steps.length > 0) output.progress([`what was done with ${source}:`, ...steps].join('\n'))
}

const words = { saved: 'saved', duplicate: 'there already', renewed: 'new version' } as const

/**
 * Answers what to call after each change of a batch. Results come in the order in which the sources were given, so that
 * they can be laid beside each other; how far it is, is told as it happens, unless there is but one source.
 */
export function createTelling(output: Output, outcomes: ReadonlyMap<Source, SaveOutcome>) {
  let next = 0
  const told = new Map<number, string>()
  const fail = (error: ErrorData, source: string, alone: boolean) =>
    output.error(alone ? error : { ...error, message: `${source}: ${error.message}` })

  function tellChange(item: BatchItem<Source>, index: number, { settled, items }: BatchState<Source>): void {
    const { state, attempts, error, source } = item
    const key = `${state} ${attempts}`
    if (told.get(index) === key) return
    told.set(index, key)
    if (state === 'retrying' && error) output.progress(`${source.source}: ${error.message} Trying again.`)
    const word =
      state === 'failed'
        ? state
        : state === 'saved' || state === 'duplicate' || state === 'renewed'
          ? words[state]
          : null
    if (word !== null) output.progress(`[${settled}/${items.length}] ${word}: ${source.source}`)
  }

  return (state: BatchState<Source>): void => {
    const { items } = state
    const alone = items.length === 1
    if (!alone) for (const [index, item] of items.entries()) tellChange(item, index, state)
    for (let item = items[next]; item; item = items[next]) {
      const { source, error } = item
      const outcome = outcomes.get(source)
      if (item.state === 'failed' && error) fail(error, source.source, alone)
      else if (outcome && Object.hasOwn(words, item.state)) tellSaved(output, source.source, outcome, alone)
      else if (item.state !== 'cancelled') return
      next += 1
    }
  }
}
