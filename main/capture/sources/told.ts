import type { CaptureStep } from '../../core/contract.ts'
import { createTrace } from '../steps/trace.ts'
import type { ReadSource } from './index.ts'

const names: Readonly<Record<ReadSource['kind'], string>> = {
  html: 'HTML',
  xhtml: 'XHTML',
  zipped: 'HTML with its files in a ZIP archive',
  mhtml: 'MHTML',
  epub: 'EPUB',
  markdown: 'Markdown',
  text: 'plain text',
  page: 'a page of HTML',
  piece: 'a piece of HTML',
}

/** What was given was taken for, and what it says of itself: the first step of what `explain` tells. */
export function sourceStep({ kind, source }: ReadSource): readonly CaptureStep[] {
  const trace = createTrace([], true)
  const log = trace.logFor('source')
  log(names[kind], 'what it was taken for')
  if ('html' in source) {
    const { stated, url, lang, resources, leadImage, whole } = source
    if (whole && kind !== 'piece') log(names[kind], 'kept: all of it is the article')
    const facts = { ...stated, tags: stated.tags?.join(', '), url, lang, leadImage }
    for (const [fact, value] of Object.entries(facts)) if (value) log(value, `${fact}, as it states itself`)
    if (resources.size > 0) log([...resources.keys()].join(' '), `${resources.size} files that came with it`)
  }
  return trace.result() ?? []
}
