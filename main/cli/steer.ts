import { createInterface } from 'node:readline'
import type { Batch, BatchReceipt } from '../core/batch/index.ts'
import type { Output } from './output.ts'
import type { Source } from './sources.ts'

const INTERRUPTED = 130

/**
 * Waits for a batch to end. Ctrl-C cancels it, and a second one does not wait for what is under way; at a terminal, `p`
 * and `r` with Enter pause it and take it up again.
 */
export async function steered(batch: Batch<Source>, output: Output): Promise<BatchReceipt> {
  const stop = () => {
    if (batch.state().phase === 'cancelling') process.exit(INTERRUPTED)
    batch.cancel()
  }
  process.on('SIGINT', stop)
  const { items } = batch.state()
  const atTerminal = process.stdin.isTTY && items.length > 1 && !items.some(({ source }) => source.kind === 'stdin')
  const keys = atTerminal ? createInterface({ input: process.stdin }) : null
  // The interface takes Ctrl-C for itself.
  keys?.on('SIGINT', stop)
  keys?.on('line', (line) => {
    const word = line.trim().toLowerCase()
    if (word === 'p') batch.pause()
    else if (word === 'r') batch.resume()
    else return
    output.progress(word === 'p' ? 'Paused; r and Enter to go on.' : 'Going on.')
  })
  if (keys) output.progress(`${items.length} to save. p and Enter to pause, Ctrl-C to stop.`)
  try {
    return await batch.done()
  } finally {
    keys?.close()
    process.off('SIGINT', stop)
  }
}
