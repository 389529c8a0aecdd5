import { isNodeType, isTextblock, leafText, type NodeType, nodeSpec } from './nodes.ts'
import type { DocumentJSON, NodeJSON } from './types.ts'

/** A textblock, or an atom that stands for itself (picture, embed, formula). Offsets are UTF-16, `end` exclusive. */
export interface TextBlock {
  readonly type: NodeType
  readonly start: number
  readonly end: number
  /** ProseMirror position of `start`. */
  readonly position: number
  /** Index of the document's child that holds it. */
  readonly top: number
  /** 1 to 6 for a heading, else null. */
  readonly level: number | null
}

export interface HeadingPlace {
  readonly level: number
  readonly text: string
  readonly start: number
}

/** The text that highlights count in, and the way between its UTF-16 offsets and ProseMirror positions. */
export interface DocumentText {
  readonly text: string
  readonly blocks: readonly TextBlock[]
  /** Position of an offset. Inside the label of a reference, which is one position wide, `side` chooses its border. */
  toPosition(offset: number, side?: 'before' | 'after'): number
  /** Offset of a position. Between two blocks, `side` chooses the end of the one or the start of the next (default). */
  toOffset(position: number, side?: 'before' | 'after'): number
  /** `from` and `to` as a selection or decoration wants them; references are taken whole. */
  toRange(start: number, end: number): { from: number; to: number }
  /** The headings that a place stands under, outermost first; a heading stands under itself. */
  headingsBefore(offset: number): readonly HeadingPlace[]
  /** The block that an offset is in; the separator belongs to the block before it. Undefined in an empty document. */
  blockAt(offset: number): TextBlock | undefined
}

/** A stretch in which offsets and positions run side by side, or one atom whose text is not one character long. */
interface Run {
  readonly start: number
  readonly position: number
  readonly length: number
  readonly size: number
}

/** The last item for which `key` is at most `limit`; -1 where there is none. */
function lastAtMost<T>(items: readonly T[], key: (item: T) => number, limit: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = items[middle]
    if (item !== undefined && key(item) <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Whether `run` begins at `offset`, and `before` ends there without a block's border between them. */
function touches(before: Run | undefined, run: Run | undefined, offset: number): boolean {
  if (before === undefined || run === undefined || run.start !== offset) return false
  return before.start + before.length === offset && before.position + before.size === run.position
}

class Builder {
  readonly parts: string[] = []
  readonly runs: Run[] = []
  readonly blocks: TextBlock[] = []
  offset = 0
  private top = 0

  /** Goes through `node`, which begins at `position`; answers the position after it. */
  visit(node: NodeJSON, position: number, depth: number): number {
    const type = node.type
    if (!isNodeType(type)) return position
    const spec = nodeSpec(type)
    if (spec.content === undefined) {
      const text = leafText(type, node.attrs)
      if (text !== '') this.block(node, type, position, () => this.add(text, position, 1))
      return position + 1
    }
    const inside = depth === 0 ? 0 : position + 1
    if (isTextblock(spec)) return this.block(node, type, inside, () => this.inline(node, inside)) + 1
    let next = inside
    for (const [index, child] of (node.content ?? []).entries()) {
      if (depth === 0) this.top = index
      next = this.visit(child, next, depth + 1)
    }
    return next + 1
  }

  private block(node: NodeJSON, type: NodeType, position: number, fill: () => number): number {
    if (this.blocks.length > 0) {
      this.parts.push('\n')
      this.offset++
    }
    const start = this.offset
    this.runs.push({ start, position, length: 0, size: 0 })
    const after = fill()
    const level = type === 'heading' && typeof node.attrs?.level === 'number' ? node.attrs.level : null
    const own = type === 'heading' ? (level ?? 2) : null
    this.blocks.push({ type, start, end: this.offset, position, top: this.top, level: own })
    return after
  }

  private inline(block: NodeJSON, position: number): number {
    let next = position
    for (const child of block.content ?? []) {
      const type = child.type
      if (type === 'text') next = this.add(child.text ?? '', next, (child.text ?? '').length)
      else if (isNodeType(type)) next = this.add(leafText(type, child.attrs), next, 1)
    }
    return next
  }

  private add(text: string, position: number, size: number): number {
    this.parts.push(text)
    const last = this.runs.at(-1)
    const straight = text.length === size
    if (straight && last !== undefined && last.length === last.size && last.position + last.size === position) {
      this.runs[this.runs.length - 1] = { ...last, length: last.length + size, size: last.size + size }
    } else {
      this.runs.push({ start: this.offset, position, length: text.length, size })
    }
    this.offset += text.length
    return position + size
  }
}

/**
 * The text of a document: text verbatim, blocks parted by one line feed, U+FFFC for pictures, embeds and formulas, a
 * line feed for a break, a footnote reference's label, nothing for a rule. Equal to ProseMirror's `textBetween` over the
 * whole document, but made from the JSON alone in one pass.
 */
export function documentText(document: DocumentJSON): DocumentText {
  const builder = new Builder()
  builder.visit(document, 0, 0)
  const { runs, blocks } = builder
  const headings = blocks.filter((block) => block.level !== null)
  const text = builder.parts.join('')

  const toPosition = (offset: number, side: 'before' | 'after' = 'before'): number => {
    const clamped = Math.max(0, Math.min(offset, text.length))
    let index = lastAtMost(runs, (run) => run.start, clamped)
    // An atom without text has its two borders at one offset: a range that ends here ends before it.
    if (side === 'after') while (touches(runs[index - 1], runs[index], clamped)) index--
    const run = runs[index]
    if (run === undefined) return 0
    const into = clamped - run.start
    if (run.length === run.size) return run.position + Math.min(into, run.size)
    if (into >= run.length) return run.position + run.size
    return run.position + (into > 0 && side === 'after' ? run.size : 0)
  }

  const toOffset = (position: number, side: 'before' | 'after' = 'after'): number => {
    const index = lastAtMost(runs, (run) => run.position, position)
    const run = runs[index]
    if (run === undefined) return 0
    if (position <= run.position + run.size) {
      if (run.length === run.size) return run.start + (position - run.position)
      return position === run.position ? run.start : run.start + run.length
    }
    const next = runs[index + 1]
    return side === 'after' && next !== undefined ? next.start : run.start + run.length
  }

  return {
    text,
    blocks,
    toPosition,
    toOffset,
    toRange: (start, end) => ({ from: toPosition(start, 'before'), to: toPosition(end, 'after') }),
    blockAt: (offset) => {
      const index = lastAtMost(blocks, (block) => block.start, offset)
      return blocks[Math.max(0, index)]
    },
    headingsBefore: (offset) => {
      const path: HeadingPlace[] = []
      let inner = 7
      for (let index = lastAtMost(headings, (heading) => heading.start, offset); index >= 0 && inner > 1; index--) {
        const heading = headings[index]
        if (heading === undefined || heading.level === null || heading.level >= inner) continue
        inner = heading.level
        path.unshift({ level: heading.level, text: text.slice(heading.start, heading.end), start: heading.start })
      }
      return path
    },
  }
}
