import type { CaptureStep } from '../../core/contract.ts'
import { countWords } from '../../core/document/words.ts'
import type { Log, Trace } from './types.ts'

const MAX_TEXT = 200
const MAX_NOTES = 100

/** @param without names of steps that do not run */
export function createTrace(without: readonly string[] = [], explain = false): Trace {
  const off = new Set(without)
  if (!explain) return { runs: (name) => !off.has(name), logFor: () => () => {}, result: () => undefined }
  const steps = new Map<string, CaptureStep['notes'][number][]>()
  return {
    runs: (name) => !off.has(name),
    logFor(name): Log {
      const notes = steps.get(name) ?? []
      steps.set(name, notes)
      return (raw, reason) => {
        if (notes.length >= MAX_NOTES) return
        const text = raw.replaceAll('\uFFFC', ' ').replace(/\s+/g, ' ').trim()
        notes.push({
          text: [...text.slice(0, MAX_TEXT * 2)].slice(0, MAX_TEXT).join(''),
          words: countWords(text, null),
          reason,
        })
      }
    },
    result: () => [...steps].map(([step, notes]) => ({ step, notes })),
  }
}
