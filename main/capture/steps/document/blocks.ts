import type { DocumentJSON, NodeJSON } from '../../../core/document/types.ts'
import type { DocumentFacts, Log } from '../types.ts'
import { weighWords } from '../words.ts'

/** A block at the top level of a document, as the steps look at it. */
export interface Block {
  readonly node: NodeJSON
  readonly text: string
  /** Share of the text that is linked. */
  readonly linked: number
  /** Infinite where there is something else than text in it. */
  readonly words: number
}

const known = new WeakMap<NodeJSON, Block>()

function read(node: NodeJSON): Block {
  const before = known.get(node)
  if (before) return before
  let text = ''
  let linked = 0
  let atoms = false
  const visit = (child: NodeJSON) => {
    if (child.type === 'text') {
      text += child.text ?? ''
      if (child.marks?.some(({ type }) => type === 'link')) linked += (child.text ?? '').length
    } else if (child.type === 'hardBreak') text += ' '
    else if (!child.content) atoms = true
    for (const inner of child.content ?? []) visit(inner)
  }
  visit(node)
  const words = atoms ? Number.POSITIVE_INFINITY : weighWords(text)
  const block = { node, text: text.trim(), linked: text === '' ? 0 : linked / text.length, words }
  known.set(node, block)
  return block
}

export function blocksOf(document: DocumentJSON): Block[] {
  return document.content.map(read)
}

export const isProse = ({ node, linked, words }: Block) => node.type === 'paragraph' && words >= 20 && linked < 0.5

/** Blocks with less prose than this are about the lines that the steps would take. */
const LEAST_PROSE = 3

/**
 * A document without the blocks for which `reason` says why. A page of less prose than `leastProse` is left alone, and so is one of
 * which nothing would remain.
 */
export function withoutBlocks(
  document: DocumentJSON,
  log: Log,
  reasons: (blocks: readonly Block[]) => ReadonlyMap<Block, string>,
  leastProse = LEAST_PROSE,
): DocumentJSON {
  const blocks = blocksOf(document)
  if (blocks.filter(isProse).length < leastProse) return document
  const taken = reasons(blocks)
  const content = blocks.filter((block) => !taken.has(block)).map(({ node }) => node)
  if (taken.size === 0 || content.length === 0) return document
  for (const [block, reason] of taken) log(block.text, reason)
  return { type: 'doc', content }
}

/** A line's longest; longer blocks are prose whatever they say. */
const MOST_WORDS = 32

/** A step that looks at each short block by itself; null leaves it. */
export function lineStep(
  name: string,
  why: (
    block: Block,
    place: { readonly index: number; readonly blocks: readonly Block[] },
    facts: DocumentFacts,
  ) => string | null,
  leastProse?: number,
) {
  return {
    name,
    run: (document: DocumentJSON, log: Log, facts: DocumentFacts): DocumentJSON =>
      withoutBlocks(
        document,
        log,
        (blocks) => {
          const taken = new Map<Block, string>()
          for (const [index, block] of blocks.entries()) {
            if (!/^(?:paragraph|heading|bulletList|orderedList)$/.test(block.node.type) || block.words > MOST_WORDS)
              continue
            const reason = why(block, { index, blocks }, facts)
            if (reason !== null) taken.set(block, reason)
          }
          return taken
        },
        leastProse,
      ),
  }
}
